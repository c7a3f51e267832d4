using MigrationGuard.Json;
using MigrationGuard.Model;

namespace MigrationGuard.Manifest.Serialization;

/// <summary>Every kind of operation. A kind that is missing here cannot be written; a test compares this list with the model.</summary>
internal static class OperationShapes
{
    /// <summary>One operation of any kind.</summary>
    public static Codec<Operation> Any { get; } = new OperationCodec();

    /// <summary>A list of operations.</summary>
    public static Codec<IReadOnlyList<Operation>> List { get; } = Codecs.List(Any);

    /// <summary>The kinds, by name. Built on first use: statements of SQL contain operations again.</summary>
    private static Dictionary<string, IOperationShape> Build()
    {
        var shapes = new Dictionary<string, IOperationShape>(StringComparer.Ordinal);

        // Tables
        Add(Table(new CreateTable { Table = "" })
            .Has("columns", Codecs.List(ModelShapes.Column), o => o.Columns, (o, v) => o with { Columns = v })
            .Has("primaryKey", Codecs.Optional(ModelShapes.Key), o => o.PrimaryKey, (o, v) => o with { PrimaryKey = v })
            .Has("uniqueConstraints", Codecs.List(ModelShapes.Key), o => o.UniqueConstraints, (o, v) => o with { UniqueConstraints = v })
            .Has("foreignKeys", Codecs.List(ModelShapes.ForeignKey), o => o.ForeignKeys, (o, v) => o with { ForeignKeys = v })
            .Has("checks", Codecs.List(ModelShapes.Check), o => o.Checks, (o, v) => o with { Checks = v })
            .Has("comment", Codecs.OptionalText, o => o.Comment, (o, v) => o with { Comment = v })
            .Has("ifNotExists", Codecs.Boolean, o => o.IfNotExists, (o, v) => o with { IfNotExists = v })
            .Has("copiedFrom", ModelShapes.OptionalCopySource, o => o.CopiedFrom, (o, v) => o with { CopiedFrom = v })
            .Has("hasMoreColumns", Codecs.Boolean, o => o.HasMoreColumns, (o, v) => o with { HasMoreColumns = v }));
        Add(Table(new DropTable { Table = "" })
            .Has("ifExists", Codecs.Boolean, o => o.IfExists, (o, v) => o with { IfExists = v })
            .Has("cascade", Codecs.Boolean, o => o.Cascade, (o, v) => o with { Cascade = v }));
        Add(Table(new RenameTable { Table = "" })
            .Has("newName", Codecs.OptionalText, o => o.NewName, (o, v) => o with { NewName = v })
            .Has("newSchema", Codecs.OptionalText, o => o.NewSchema, (o, v) => o with { NewSchema = v }));
        Add(Table(new AlterTable { Table = "" })
            .Has("comment", Codecs.OptionalText, o => o.Comment, (o, v) => o with { Comment = v })
            .Has("oldComment", Codecs.OptionalText, o => o.OldComment, (o, v) => o with { OldComment = v })
            .Has("oldAnnotations", ModelShapes.Annotations, o => o.OldAnnotations, (o, v) => o with { OldAnnotations = v }));
        Add(Table(new TruncateTable { Table = "" })
            .Has("cascade", Codecs.Boolean, o => o.Cascade, (o, v) => o with { Cascade = v }));

        // Columns
        Add(Table(new AddColumn { Table = "", Column = ModelShapes.Column.Blank })
            .Has("column", ModelShapes.Column, o => o.Column, (o, v) => o with { Column = v })
            .Has("existingRows", Codecs.OptionalLiteral, o => o.ExistingRows, (o, v) => o with { ExistingRows = v }));
        Add(Table(new DropColumn { Table = "", Name = "" })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
            .Has("cascade", Codecs.Boolean, o => o.Cascade, (o, v) => o with { Cascade = v }));
        Add(Table(new AlterColumn { Table = "", Column = ModelShapes.Column.Blank })
            .Has("column", ModelShapes.Column, o => o.Column, (o, v) => o with { Column = v })
            .Has("old", ModelShapes.OptionalColumn, o => o.Old, (o, v) => o with { Old = v })
            .Has("isComplete", Codecs.Boolean, o => o.IsComplete, (o, v) => o with { IsComplete = v })
            .Has("existingRows", Codecs.OptionalLiteral, o => o.ExistingRows, (o, v) => o with { ExistingRows = v })
            .Has("using", Codecs.OptionalText, o => o.Using, (o, v) => o with { Using = v })
            .Has("usingCut", Codecs.OptionalInteger, o => o.UsingCut, (o, v) => o with { UsingCut = v })
            .Has("dropsDefault", Codecs.Boolean, o => o.DropsDefault, (o, v) => o with { DropsDefault = v }));
        Add(Table(new RenameColumn { Table = "", Name = "", NewName = "" })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
            .Has("newName", Codecs.Text, o => o.NewName, (o, v) => o with { NewName = v }));

        // Indexes
        Add(Table(new CreateIndex { Table = "" })
            .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
            .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v })
            .Has("descending", Codecs.List(Codecs.Boolean), o => o.Descending, (o, v) => o with { Descending = v })
            .Has("allDescending", Codecs.Boolean, o => o.AllDescending, (o, v) => o with { AllDescending = v })
            .Has("unique", Codecs.Boolean, o => o.Unique, (o, v) => o with { Unique = v })
            .Has("filter", Codecs.OptionalText, o => o.Filter, (o, v) => o with { Filter = v })
            .Has("include", Codecs.Texts, o => o.Include, (o, v) => o with { Include = v })
            .Has("ifNotExists", Codecs.Boolean, o => o.IfNotExists, (o, v) => o with { IfNotExists = v }));
        Add(Plain(new DropIndex())
            .Has("schema", Codecs.OptionalText, o => o.Schema, (o, v) => o with { Schema = v })
            .Has("table", Codecs.OptionalText, o => o.Table, (o, v) => o with { Table = v })
            .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
            .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v })
            .Has("ifExists", Codecs.Boolean, o => o.IfExists, (o, v) => o with { IfExists = v }));
        Add(Plain(new RenameIndex { Name = "", NewName = "" })
            .Has("schema", Codecs.OptionalText, o => o.Schema, (o, v) => o with { Schema = v })
            .Has("table", Codecs.OptionalText, o => o.Table, (o, v) => o with { Table = v })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
            .Has("newName", Codecs.Text, o => o.NewName, (o, v) => o with { NewName = v }));

        // Keys and constraints
        Add(Table(new AddPrimaryKey { Table = "", Key = ModelShapes.Key.Blank })
            .Has("key", ModelShapes.Key, o => o.Key, (o, v) => o with { Key = v }));
        Add(Table(new DropPrimaryKey { Table = "" })
            .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v }));
        Add(Table(new AddUniqueConstraint { Table = "", Key = ModelShapes.Key.Blank })
            .Has("key", ModelShapes.Key, o => o.Key, (o, v) => o with { Key = v }));
        Add(Table(new DropUniqueConstraint { Table = "" })
            .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
            .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v }));
        Add(Table(new AddCheckConstraint { Table = "", Check = ModelShapes.Check.Blank })
            .Has("check", ModelShapes.Check, o => o.Check, (o, v) => o with { Check = v })
            .Has("notValidated", Codecs.Boolean, o => o.NotValidated, (o, v) => o with { NotValidated = v }));
        Add(Table(new DropCheckConstraint { Table = "" })
            .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v }));
        Add(Table(new AddForeignKey { Table = "", ForeignKey = ModelShapes.ForeignKey.Blank })
            .Has("foreignKey", ModelShapes.ForeignKey, o => o.ForeignKey, (o, v) => o with { ForeignKey = v })
            .Has("notValidated", Codecs.Boolean, o => o.NotValidated, (o, v) => o with { NotValidated = v }));
        Add(Table(new DropForeignKey { Table = "" })
            .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
            .Has("foreignKey", Codecs.Optional(ModelShapes.ForeignKey), o => o.ForeignKey, (o, v) => o with { ForeignKey = v }));
        Add(Table(new DropConstraint { Table = "", Name = "" })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
            .Has("cascade", Codecs.Boolean, o => o.Cascade, (o, v) => o with { Cascade = v }));
        Add(Table(new ValidateConstraint { Table = "", Name = "" })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v }));

        // Rows
        Add(Table(new InsertData { Table = "" })
            .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v })
            .Has("rows", Codecs.Rows, o => o.Rows, (o, v) => o with { Rows = v })
            .Has("copiedFrom", ModelShapes.OptionalCopySource, o => o.CopiedFrom, (o, v) => o with { CopiedFrom = v })
            .Has("overwrites", Codecs.Boolean, o => o.Overwrites, (o, v) => o with { Overwrites = v })
            .Has("saysTypes", Codecs.Boolean, o => o.SaysTypes, (o, v) => o with { SaysTypes = v }));
        Add(Table(new UpdateData { Table = "" })
            .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v })
            .Has("rows", Codecs.Rows, o => o.Rows, (o, v) => o with { Rows = v })
            .Has("keyColumns", Codecs.Texts, o => o.KeyColumns, (o, v) => o with { KeyColumns = v })
            .Has("keyValues", Codecs.Rows, o => o.KeyValues, (o, v) => o with { KeyValues = v })
            .Has("filter", ModelShapes.RowFilter, o => o.Filter, (o, v) => o with { Filter = v })
            .Has("reads", Codecs.Texts, o => o.Reads, (o, v) => o with { Reads = v })
            .Has("readsTables", Codecs.Texts, o => o.ReadsTables, (o, v) => o with { ReadsTables = v })
            .Has("copies", Codecs.List(ModelShapes.ColumnCopy), o => o.Copies, (o, v) => o with { Copies = v })
            .Has("cuts", Codecs.List(ModelShapes.ColumnCut), o => o.Cuts, (o, v) => o with { Cuts = v })
            .Has("constants", Codecs.List(ModelShapes.ColumnConstant), o => o.Constants, (o, v) => o with { Constants = v })
            .Has("saysTypes", Codecs.Boolean, o => o.SaysTypes, (o, v) => o with { SaysTypes = v }));
        Add(Table(new DeleteData { Table = "" })
            .Has("keyColumns", Codecs.Texts, o => o.KeyColumns, (o, v) => o with { KeyColumns = v })
            .Has("keyValues", Codecs.Rows, o => o.KeyValues, (o, v) => o with { KeyValues = v })
            .Has("filter", ModelShapes.RowFilter, o => o.Filter, (o, v) => o with { Filter = v })
            .Has("saysTypes", Codecs.Boolean, o => o.SaysTypes, (o, v) => o with { SaysTypes = v }));

        // Schemas, sequences, other objects
        Add(Plain(new EnsureSchema { Name = "" })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v }));
        Add(Plain(new DropSchema { Name = "" })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
            .Has("cascade", Codecs.Boolean, o => o.Cascade, (o, v) => o with { Cascade = v }));
        Add(Plain(new AlterDatabase())
            .Has("collation", Codecs.OptionalText, o => o.Collation, (o, v) => o with { Collation = v })
            .Has("oldCollation", Codecs.OptionalText, o => o.OldCollation, (o, v) => o with { OldCollation = v })
            .Has("oldAnnotations", ModelShapes.Annotations, o => o.OldAnnotations, (o, v) => o with { OldAnnotations = v }));
        Add(Sequence(new CreateSequence { Name = "" })
            .Has("definition", ModelShapes.Sequence, o => o.Definition, (o, v) => o with { Definition = v }));
        Add(Sequence(new DropSequence { Name = "" }));
        Add(Sequence(new AlterSequence { Name = "" })
            .Has("definition", ModelShapes.Sequence, o => o.Definition, (o, v) => o with { Definition = v })
            .Has("old", ModelShapes.Sequence, o => o.Old, (o, v) => o with { Old = v }));
        Add(Sequence(new RenameSequence { Name = "" })
            .Has("newName", Codecs.OptionalText, o => o.NewName, (o, v) => o with { NewName = v })
            .Has("newSchema", Codecs.OptionalText, o => o.NewSchema, (o, v) => o with { NewSchema = v }));
        Add(Sequence(new RestartSequence { Name = "" })
            .Has("start", Codecs.OptionalLong, o => o.Start, (o, v) => o with { Start = v }));
        Add(Plain(new ChangeObject { ObjectType = "", Name = "", Change = ObjectChange.Create })
            .Has("objectType", Codecs.Text, o => o.ObjectType, (o, v) => o with { ObjectType = v })
            .Has("schema", Codecs.OptionalText, o => o.Schema, (o, v) => o with { Schema = v })
            .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
            .Has("change", Codecs.Enumeration<ObjectChange>(), o => o.Change, (o, v) => o with { Change = v })
            .Has("cascade", Codecs.Boolean, o => o.Cascade, (o, v) => o with { Cascade = v }));

        // SQL, and what could not be read
        Add(Plain(new Model.Sql { Text = null })
            .Has("text", Codecs.OptionalText, o => o.Text, (o, v) => o with { Text = v })
            .Has("source", Codecs.Optional(ModelShapes.SqlSource), o => o.Source, (o, v) => o with { Source = v })
            .Has("places", new TextPlacesCodec(), o => o.Places, (o, v) => o with { Places = v })
            .Has("dialect", Codecs.Enumeration<Engine>(), o => o.Dialect, (o, v) => o with { Dialect = v })
            .Has("suppressTransaction", Codecs.Boolean, o => o.SuppressTransaction, (o, v) => o with { SuppressTransaction = v })
            .Has("statements", Codecs.List(ModelShapes.SqlStatement), o => o.Statements, (o, v) => o with { Statements = v }));
        Add(Plain(new Unknown { Reason = "" })
            .Has("reason", Codecs.Text, o => o.Reason, (o, v) => o with { Reason = v })
            .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
            .Has("touches", Codecs.OptionalText, o => o.Touches, (o, v) => o with { Touches = v }));
        return shapes;

        void Add<T>(Shape<T> shape)
            where T : Operation => shapes.Add(typeof(T).Name, new OperationShape<T>(Common(shape)));
    }

    private static Shape<T> Plain<T>(T blank)
        where T : Operation => new(blank);

    private static Shape<T> Table<T>(T blank)
        where T : TableOperation => new Shape<T>(blank)
        .Has<TableOperation, string?>("schema", Codecs.OptionalText, o => o.Schema, (o, v) => o with { Schema = v })
        .Has<TableOperation, string>("table", Codecs.Text, o => o.Table, (o, v) => o with { Table = v });

    private static Shape<T> Sequence<T>(T blank)
        where T : SequenceOperation => new Shape<T>(blank)
        .Has<SequenceOperation, string?>("schema", Codecs.OptionalText, o => o.Schema, (o, v) => o with { Schema = v })
        .Has<SequenceOperation, string>("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v });

    private static Shape<T> Common<T>(Shape<T> shape)
        where T : Operation => shape
        .Has<Operation, Certainty>("certainty", Codecs.Enumeration<Certainty>(), o => o.Certainty, (o, v) => o with { Certainty = v })
        .Has<Operation, string?>("condition", Codecs.OptionalText, o => o.Condition, (o, v) => o with { Condition = v })
        .Has<Operation, Providers>("providers", Codecs.Providers, o => o.Providers, (o, v) => o with { Providers = v })
        .Has<Operation, IReadOnlyList<Annotation>>("annotations", ModelShapes.Annotations, o => o.Annotations, (o, v) => o with { Annotations = v })
        .Has<Operation, SourceSpan>("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v });

    private interface IOperationShape
    {
        void WriteMembers(ManifestOutput output, Operation operation);

        Operation Read(ManifestInput input, JsonNode node, IReadOnlyList<string> apart);
    }

    private sealed class OperationShape<T>(Shape<T> shape) : IOperationShape
        where T : Operation
    {
        public void WriteMembers(ManifestOutput output, Operation operation) => shape.WriteMembers(output, (T)operation);

        public Operation Read(ManifestInput input, JsonNode node, IReadOnlyList<string> apart) => shape.Read(input, node, apart);
    }

    private sealed class OperationCodec : Codec<Operation>
    {
        private const string Discriminator = "op";
        private static readonly string[] s_apart = [Discriminator];

        private readonly Lazy<Dictionary<string, IOperationShape>> _shapes = new(Build);

        public override void Write(ManifestOutput output, Operation value)
        {
            output.Json.StartObject().Name(Discriminator).String(value.Kind);
            _shapes.Value[value.Kind].WriteMembers(output, value);
            output.Json.End();
        }

        public override Operation Read(ManifestInput input, JsonNode node)
        {
            var kind = Codecs.Text.Read(input, node.Find(Discriminator) ?? throw new ManifestFormatException(node, "the kind of an operation is missing"));
            return _shapes.Value.TryGetValue(kind, out var shape)
                ? shape.Read(input, node, s_apart)
                : throw new ManifestFormatException(node, "there is no operation named '" + kind + "'");
        }
    }
}
