using MigrationGuard.Model;

namespace MigrationGuard.Manifest.Serialization;

/// <summary>The parts that operations are made of.</summary>
internal static class ModelShapes
{
    public static Shape<Annotation> Annotation { get; } = new Shape<Annotation>(new Annotation("", null))
        .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
        .Has("value", Codecs.OptionalLiteral, o => o.Value, (o, v) => o with { Value = v });

    public static Codec<IReadOnlyList<Annotation>> Annotations { get; } = Codecs.List(Annotation);

    public static Shape<Column> Column { get; } = new Shape<Column>(new Column { Name = "" })
        .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
        .Has("clrType", Codecs.OptionalText, o => o.ClrType, (o, v) => o with { ClrType = v })
        .Has("storeType", Codecs.OptionalText, o => o.StoreType, (o, v) => o with { StoreType = v })
        .Has("nullable", Codecs.OptionalBoolean, o => o.Nullable, (o, v) => o with { Nullable = v })
        .Has("maxLength", Codecs.OptionalInteger, o => o.MaxLength, (o, v) => o with { MaxLength = v })
        .Has("precision", Codecs.OptionalInteger, o => o.Precision, (o, v) => o with { Precision = v })
        .Has("scale", Codecs.OptionalInteger, o => o.Scale, (o, v) => o with { Scale = v })
        .Has("unicode", Codecs.OptionalBoolean, o => o.Unicode, (o, v) => o with { Unicode = v })
        .Has("fixedLength", Codecs.OptionalBoolean, o => o.FixedLength, (o, v) => o with { FixedLength = v })
        .Has("rowVersion", Codecs.Boolean, o => o.RowVersion, (o, v) => o with { RowVersion = v })
        .Has("default", Codecs.OptionalLiteral, o => o.Default, (o, v) => o with { Default = v })
        .Has("defaultSql", Codecs.OptionalText, o => o.DefaultSql, (o, v) => o with { DefaultSql = v })
        .Has("computedSql", Codecs.OptionalText, o => o.ComputedSql, (o, v) => o with { ComputedSql = v })
        .Has("stored", Codecs.OptionalBoolean, o => o.Stored, (o, v) => o with { Stored = v })
        .Has("collation", Codecs.OptionalText, o => o.Collation, (o, v) => o with { Collation = v })
        .Has("comment", Codecs.OptionalText, o => o.Comment, (o, v) => o with { Comment = v })
        .Has("identity", Codecs.Boolean, o => o.Identity, (o, v) => o with { Identity = v })
        .Has("annotations", Annotations, o => o.Annotations, (o, v) => o with { Annotations = v });

    public static Codec<Column?> OptionalColumn { get; } = Codecs.Optional(Column);

    public static Shape<KeyDefinition> Key { get; } = new Shape<KeyDefinition>(new KeyDefinition(null, []))
        .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
        .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v })
        .Has("index", Codecs.OptionalText, o => o.Index, (o, v) => o with { Index = v });

    public static Shape<CheckDefinition> Check { get; } = new Shape<CheckDefinition>(new CheckDefinition(null, ""))
        .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
        .Has("sql", Codecs.Text, o => o.Sql, (o, v) => o with { Sql = v });

    public static Shape<ForeignKeyDefinition> ForeignKey { get; } = new Shape<ForeignKeyDefinition>(new ForeignKeyDefinition())
        .Has("name", Codecs.OptionalText, o => o.Name, (o, v) => o with { Name = v })
        .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v })
        .Has("principalSchema", Codecs.OptionalText, o => o.PrincipalSchema, (o, v) => o with { PrincipalSchema = v })
        .Has("principalTable", Codecs.OptionalText, o => o.PrincipalTable, (o, v) => o with { PrincipalTable = v })
        .Has("principalColumns", Codecs.Texts, o => o.PrincipalColumns, (o, v) => o with { PrincipalColumns = v })
        .Has("onDelete", Codecs.Text, o => o.OnDelete, (o, v) => o with { OnDelete = v })
        .Has("onUpdate", Codecs.Text, o => o.OnUpdate, (o, v) => o with { OnUpdate = v });

    public static Shape<SequenceDefinition> Sequence { get; } = new Shape<SequenceDefinition>(new SequenceDefinition())
        .Has("clrType", Codecs.OptionalText, o => o.ClrType, (o, v) => o with { ClrType = v })
        .Has("start", Codecs.OptionalLong, o => o.Start, (o, v) => o with { Start = v })
        .Has("increment", Codecs.OptionalLong, o => o.Increment, (o, v) => o with { Increment = v })
        .Has("min", Codecs.OptionalLong, o => o.Min, (o, v) => o with { Min = v })
        .Has("max", Codecs.OptionalLong, o => o.Max, (o, v) => o with { Max = v })
        .Has("cyclic", Codecs.OptionalBoolean, o => o.Cyclic, (o, v) => o with { Cyclic = v });

    public static Codec<CopySource?> OptionalCopySource { get; } = Codecs.Optional(new Shape<CopySource>(new CopySource(null, "", null, false))
        .Has("schema", Codecs.OptionalText, o => o.Schema, (o, v) => o with { Schema = v })
        .Has("table", Codecs.Text, o => o.Table, (o, v) => o with { Table = v })
        .Has("columns", Codecs.Optional(Codecs.Texts), o => o.Columns, (o, v) => o with { Columns = v })
        .Has("wholeTable", Codecs.Boolean, o => o.WholeTable, (o, v) => o with { WholeTable = v }));

    public static Shape<RowFilter> RowFilter { get; } = new Shape<RowFilter>(Model.RowFilter.All)
        .Has("kind", Codecs.Enumeration<RowFilterKind>(), o => o.Kind, (o, v) => o with { Kind = v })
        .Has("columns", Codecs.Texts, o => o.Columns, (o, v) => o with { Columns = v })
        .Has("text", Codecs.OptionalText, o => o.Text, (o, v) => o with { Text = v });

    public static Shape<ColumnCopy> ColumnCopy { get; } = new Shape<ColumnCopy>(new ColumnCopy("", ""))
        .Has("column", Codecs.Text, o => o.Column, (o, v) => o with { Column = v })
        .Has("source", Codecs.Text, o => o.Source, (o, v) => o with { Source = v });

    public static Shape<ColumnCut> ColumnCut { get; } = new Shape<ColumnCut>(new ColumnCut("", 0))
        .Has("column", Codecs.Text, o => o.Column, (o, v) => o with { Column = v })
        .Has("length", Codecs.Integer, o => o.Length, (o, v) => o with { Length = v });

    public static Shape<ColumnConstant> ColumnConstant { get; } = new Shape<ColumnConstant>(new ColumnConstant("", Literal.Null))
        .Has("column", Codecs.Text, o => o.Column, (o, v) => o with { Column = v })
        .Has("value", Codecs.Literal, o => o.Value, (o, v) => o with { Value = v });

    public static Shape<SqlSource> SqlSource { get; } = new Shape<SqlSource>(new SqlSource("", null, null))
        .Has("name", Codecs.Text, o => o.Name, (o, v) => o with { Name = v })
        .Has("file", Codecs.OptionalText, o => o.File, (o, v) => o with { File = v })
        .Has("hash", Codecs.OptionalText, o => o.Hash, (o, v) => o with { Hash = v });

    public static Shape<SqlStatement> SqlStatement { get; } = new Shape<SqlStatement>(new SqlStatement { Verb = "" })
        .Has("verb", Codecs.Text, o => o.Verb, (o, v) => o with { Verb = v })
        .Has("start", Codecs.Integer, o => o.Start, (o, v) => o with { Start = v })
        .Has("length", Codecs.Integer, o => o.Length, (o, v) => o with { Length = v })
        .Has("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v })
        .Has("understanding", Codecs.Enumeration<SqlUnderstanding>(), o => o.Understanding, (o, v) => o with { Understanding = v })
        .Has("reason", Codecs.OptionalText, o => o.Reason, (o, v) => o with { Reason = v })
        .Has("effects", OperationShapes.List, o => o.Effects, (o, v) => o with { Effects = v })
        .Has("reads", Codecs.Texts, o => o.Reads, (o, v) => o with { Reads = v });
}
