using System.Collections;
using System.Data;
using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.TruthCheck.Comparison;

/// <summary>
/// One line for a FluentMigrator operation, written the same way from what was built and from what was read. What was built is late bound: the migrations bring their own
/// version of the library, or the stand-in.
/// </summary>
public static class FluentText
{
    /// <summary>The lines of an expression: one for each operation it stands for.</summary>
    public static IEnumerable<string> Of(object expression)
    {
        var type = expression.GetType().Name;
        dynamic e = expression;
        return type switch
        {
            "CreateTableExpression" => [CreateTable(e)],
            "CreateColumnExpression" => [Line("AddColumn", e.SchemaName, e.TableName, BuiltColumn(e.Column) + Key(e.Column.IsPrimaryKey))],
            "AlterColumnExpression" => [Line("AlterColumn", e.SchemaName, e.TableName, BuiltColumn(e.Column) + Key(e.Column.IsPrimaryKey))],
            "AlterDefaultConstraintExpression" => [Line("AlterDefault", e.SchemaName, e.TableName, e.ColumnName, Value((object?)e.DefaultValue))],
            "DeleteDefaultConstraintExpression" => [Line("DropDefault", e.SchemaName, e.TableName, e.ColumnName)],
            "AlterTableExpression" => [Line("AlterTable", e.SchemaName, e.TableName, e.TableDescription)],
            "AlterSchemaExpression" => [Line("RenameTable", e.SourceSchemaName, e.TableName, null, e.DestinationSchemaName)],
            "RenameTableExpression" => [Line("RenameTable", e.SchemaName, e.OldName, e.NewName, null)],
            "RenameColumnExpression" => [Line("RenameColumn", e.SchemaName, e.TableName, e.OldName, e.NewName)],
            "DeleteTableExpression" => [Line("DropTable", e.SchemaName, e.TableName, e.IfExists)],
            "DeleteColumnExpression" => ((IEnumerable<string>)e.ColumnNames).Select(name => (string)Line("DropColumn", e.SchemaName, e.TableName, name)),
            "CreateSchemaExpression" => [Line("EnsureSchema", e.SchemaName, Features(e.AdditionalFeatures))],
            "DeleteSchemaExpression" => [Line("DropSchema", e.SchemaName)],
            "CreateSequenceExpression" => [CreateSequence(e.Sequence)],
            "DeleteSequenceExpression" => [Line("DropSequence", e.SchemaName, e.SequenceName)],
            "CreateIndexExpression" => [CreateIndex(e.Index)],
            "DeleteIndexExpression" => [Line("DropIndex", e.Index.SchemaName, e.Index.TableName, e.Index.Name, Join(Each(e.Index.Columns, (Func<dynamic, string>)(c => c.Name))), Features(e.Index.AdditionalFeatures))],
            "CreateConstraintExpression" => [Constraint("Add", e.Constraint, withColumns: true)],
            "DeleteConstraintExpression" => [Constraint("Drop", e.Constraint, withColumns: !e.Constraint.IsPrimaryKeyConstraint)],
            "CreateForeignKeyExpression" => [Line("AddForeignKey", Reference(e.ForeignKey), e.ForeignKey.OnDelete, e.ForeignKey.OnUpdate)],
            "DeleteForeignKeyExpression" => [Line("DropForeignKey", Reference(e.ForeignKey))],
            "InsertDataExpression" => [Line("InsertData", e.SchemaName, e.TableName, Rows(e.Rows), Features(e.AdditionalFeatures))],
            "DeleteDataExpression" => [Line("DeleteData", e.SchemaName, e.TableName, e.IsAllRows ? "all" : Rows(e.Rows))],
            "UpdateDataExpression" => [Line("UpdateData", e.SchemaName, e.TableName, Row(e.Set), e.IsAllRows || e.Where is null ? "all" : Row(e.Where))],
            "ExecuteSqlStatementExpression" => [Line("Sql", e.SqlStatement)],
            "ExecuteSqlScriptExpression" or "ExecuteEmbeddedSqlScriptExpression" => [Line("Script", e.SqlScript)],
            "PerformDBOperationExpression" => [Line("Unknown", "connection")],
            _ => [type],
        };
    }

    private static string CreateTable(dynamic e)
    {
        var keys = ((IEnumerable<dynamic>)e.Columns).Where(column => (bool)column.IsPrimaryKey).ToList();
        return Line("CreateTable", e.SchemaName, e.TableName, e.TableDescription, Join(Each(e.Columns, (Func<dynamic, string>)(column => BuiltColumn(column)))),
            keys.Count == 0 ? null : keys.Select(key => (string?)key.PrimaryKeyName).FirstOrDefault(name => name is not null) + "(" + Join(keys.Select(key => (string)key.Name)) + ")");
    }

    private static string CreateSequence(dynamic s) => Line("CreateSequence", s.SchemaName, s.Name, s.StartWith, s.Increment, s.MinValue, s.MaxValue, s.Cycle, s.Cache);

    private static string CreateIndex(dynamic i) => Line("CreateIndex", i.SchemaName, i.TableName, i.Name, i.IsUnique,
        Join(Each(i.Columns, (Func<dynamic, string>)(c => c.Name + (c.Direction.ToString() == "Descending" ? " desc" : "")))), Features(i.AdditionalFeatures));

    private static string Constraint(string verb, dynamic c, bool withColumns) => Line(
        verb + (c.IsPrimaryKeyConstraint ? "PrimaryKey" : "UniqueConstraint"), c.SchemaName, c.TableName, c.ConstraintName, withColumns ? Join(c.Columns) : null, Features(c.AdditionalFeatures));

    private static IEnumerable<string> Each(IEnumerable<object> items, Func<dynamic, string> text) => items.Select(text);

    /// <summary>The line of an operation that was read. What is not known is a <see cref="Hole"/>.</summary>
    public static string Of(Operation operation) => operation switch
    {
        CreateTable o => Line("CreateTable", o.Schema, o.Table, o.Comment, Join(o.Columns.Select(Column)),
            o.PrimaryKey is null ? null : o.PrimaryKey.Name + "(" + Join(o.PrimaryKey.Columns) + ")"),
        AddColumn o => Line("AddColumn", o.Schema, o.Table, Column(o.Column) + Key(o.Column.Annotations.Has("FluentMigrator:PrimaryKey"))),
        AlterColumn { DropsDefault: true } o => Line("DropDefault", o.Schema, o.Table, o.Column.Name),
        AlterColumn { IsComplete: false } o => Line("AlterDefault", o.Schema, o.Table, o.Column.Name, Default(o.Column)),
        AlterColumn o => Line("AlterColumn", o.Schema, o.Table, Column(o.Column) + Key(o.Column.Annotations.Has("FluentMigrator:PrimaryKey"))),
        AlterTable o => Line("AlterTable", o.Schema, o.Table, o.Comment),
        RenameTable o => Line("RenameTable", o.Schema, o.Table, o.NewName, o.NewSchema),
        RenameColumn o => Line("RenameColumn", o.Schema, o.Table, o.Name, o.NewName),
        DropTable o => Line("DropTable", o.Schema, o.Table, o.IfExists),
        DropColumn o => Line("DropColumn", o.Schema, o.Table, o.Name),
        EnsureSchema o => Line("EnsureSchema", o.Name, Features(o)),
        DropSchema o => Line("DropSchema", o.Name),
        CreateSequence { Definition: var d } o => Line("CreateSequence", o.Schema, o.Name, d.Start, d.Increment, d.Min, d.Max, d.Cyclic ?? false, o.Annotations.Find("FluentMigrator:Cache")?.Value?.Text),
        DropSequence o => Line("DropSequence", o.Schema, o.Name),
        CreateIndex o => Line("CreateIndex", o.Schema, o.Table, o.Name, o.Unique,
            Join(o.Columns.Select((name, at) => name + (o.Descending.Count > at && o.Descending[at] ? " desc" : ""))),
            Features(o, o.Filter is null ? null : "Filter=" + o.Filter, o.Include.Count == 0 ? null : "Includes=" + Join(o.Include))),
        DropIndex o => Line("DropIndex", o.Schema, o.Table, o.Name, Join(o.Columns), Features(o)),
        AddPrimaryKey o => Line("AddPrimaryKey", o.Schema, o.Table, o.Key.Name, Join(o.Key.Columns), Features(o)),
        AddUniqueConstraint o => Line("AddUniqueConstraint", o.Schema, o.Table, o.Key.Name, Join(o.Key.Columns), Features(o)),
        DropPrimaryKey o => Line("DropPrimaryKey", o.Schema, o.Table, o.Name, null, Features(o)),
        DropUniqueConstraint o => Line("DropUniqueConstraint", o.Schema, o.Table, o.Name, Join(o.Columns), Features(o)),
        AddForeignKey { ForeignKey: var k } o => Line("AddForeignKey", Reference(k.Name, o.Schema, o.Table, k.Columns, k.PrincipalSchema, k.PrincipalTable, k.PrincipalColumns),
            k.OnDelete == "NoAction" ? "None" : k.OnDelete, k.OnUpdate == "NoAction" ? "None" : k.OnUpdate),
        DropForeignKey o => Line("DropForeignKey", Reference(o.Name, o.Schema, o.Table, o.ForeignKey?.Columns ?? [], o.ForeignKey?.PrincipalSchema, o.ForeignKey?.PrincipalTable, o.ForeignKey?.PrincipalColumns ?? [])),
        InsertData o => Line("InsertData", o.Schema, o.Table, Rows(o.Columns, o.Rows), Features(o)),
        DeleteData { Filter.Kind: RowFilterKind.All } o => Line("DeleteData", o.Schema, o.Table, "all"),
        DeleteData o => Line("DeleteData", o.Schema, o.Table, Rows(o.KeyColumns, o.KeyValues)),
        UpdateData o => Line("UpdateData", o.Schema, o.Table, Rows(o.Columns, o.Rows), o.Filter.Kind == RowFilterKind.All ? "all" : Rows(o.KeyColumns, o.KeyValues)),
        Model.Sql { Source: { } source } => Line("Script", source.Name),
        Model.Sql o => Line("Sql", o.Text ?? Hole.Text),
        Unknown o => Line("Unknown", o.Touches ?? o.Reason),
        _ => operation.Kind,
    };

    private static string Line(params object?[] parts) => string.Join(" | ", parts.Select(part => part switch
    {
        null => "-",
        "" => "-",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => part.ToString(),
    }));

    private static string Join(IEnumerable<string> parts) => string.Join(",", parts);

    private static (string? Clr, bool? Unicode, bool? IsFixed, string Word) Kind(string? clr, bool? unicode = null, bool? isFixed = null, string word = "") => (clr, unicode, isFixed, word);

    private static string Key(bool isKey) => isKey ? " key" : "";

    private static string BuiltColumn(dynamic c)
    {
        var (clr, unicode, isFixed, word) = (DbType?)c.Type switch
        {
            DbType.AnsiString => Kind("string", unicode: false, word: c.Size is null ? "AnsiString" : ""),
            DbType.String => Kind("string", unicode: true, word: c.Size is null ? "String" : ""),
            DbType.AnsiStringFixedLength => Kind("string", unicode: false, isFixed: true),
            DbType.StringFixedLength => Kind("string", unicode: true, isFixed: true),
            DbType.Binary => Kind("byte[]", word: c.Size is null ? "Binary" : ""),
            DbType.Boolean => Kind("bool"),
            DbType.Byte => Kind("byte"),
            DbType.Int16 => Kind("short"),
            DbType.Int32 => Kind("int"),
            DbType.Int64 => Kind("long"),
            DbType.Single => Kind("float"),
            DbType.Double => Kind("double"),
            DbType.Decimal => Kind("decimal", word: c.Size is null ? "Decimal" : ""),
            DbType.Currency => Kind("decimal", word: "Currency"),
            DbType.Guid => Kind("System.Guid"),
            DbType.Date => Kind("System.DateOnly", word: "Date"),
            DbType.Time => Kind("System.TimeSpan", word: "Time"),
            DbType.DateTime => Kind("System.DateTime", word: "DateTime"),
            DbType.DateTime2 => Kind("System.DateTime", word: "DateTime2"),
            DbType.DateTimeOffset => Kind("System.DateTimeOffset"),
            DbType.Xml => Kind("string", word: "Xml"),
            _ => Kind(null),
        };
        var digits = (DbType?)c.Type is DbType.Decimal or DbType.DateTimeOffset;
        return Column(c.Name, clr, c.CustomType, unicode, isFixed, word,
            digits || (DbType?)c.Type == DbType.Currency ? null : c.Size, (DbType?)c.Type == DbType.Currency ? 19 : digits ? c.Size : null, (DbType?)c.Type == DbType.Currency ? 4 : digits ? c.Precision : null,
            c.IsNullable, ((object?)c.DefaultValue)?.GetType().Name == "UndefinedDefaultValue" ? null : Value((object?)c.DefaultValue), c.IsIdentity, c.CollationName, c.ColumnDescription, c.Expression,
            Join(((IDictionary<string, object>)c.AdditionalFeatures).Keys.Select(Short).Order(StringComparer.Ordinal)));
    }

    private static string Column(Model.Column c) => Column(c.Name, c.ClrType, c.StoreType, c.Unicode, c.FixedLength, c.Annotations.Find("FluentMigrator:Type")?.Value?.Text ?? "",
        c.MaxLength, c.Precision, c.Scale, c.Nullable, Default(c), c.Identity, c.Collation, c.Comment, c.ComputedSql,
        Join(c.Annotations.Where(a => !a.Name.StartsWith("FluentMigrator:", StringComparison.Ordinal)).SelectMany(a => a.Name switch
        {
            "SqlServer:Identity" => ["IdentityIncrement", "IdentitySeed"],
            "Npgsql:ValueGenerationStrategy" => ["IdentityGeneration"],
            "SqlServer:RowGuid" => ["RowGuidColumn"],
            "SqlServer:Sparse" => ["SparseColumn"],
            _ => new[] { a.Name },
        }).Order(StringComparer.Ordinal)));

    private static string Column(
        string name, string? clr, string? store, bool? unicode, bool? isFixed, string word, int? length, int? precision, int? scale, bool? nullable, string? value, bool identity,
        string? collation, string? comment, string? computed, string features) =>
        $"{name}:{clr}{store} {word} u={unicode} f={isFixed} l={length} p={precision},{scale} n={nullable} d={value} i={identity} c={collation} '{comment}' ={computed} [{features}]";

    private static string? Default(Model.Column c) => c.DefaultSql is not null ? "sql:" + c.DefaultSql : c.Default is null ? null : Value(c.Default);

    private static string Value(Literal literal) => literal.Kind switch
    {
        LiteralKind.Null => "null",
        LiteralKind.Unknown => Hole.Text,
        LiteralKind.Sql => "sql:" + literal.Text,
        _ => literal.Text,
    };

    private static string Value(object? value) => value switch
    {
        null => "null",
        Enum method when method.GetType().Name == "SystemMethods" => "sql:" + method,
        _ when value.GetType().Name == "RawSql" => "sql:" + ((dynamic)value).Value,
        _ when value.GetType().Name is "NonUnicodeString" or "ExplicitUnicodeString" => ((dynamic)value).Value,
        bool truth => truth ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Rows(IEnumerable<IEnumerable<KeyValuePair<string, object>>?> rows)
    {
        var all = rows.ToList();
        var columns = all.SelectMany(row => row ?? []).Select(pair => pair.Key).Distinct().ToList();
        return Join(columns) + ":" + string.Join(";", all.Select(row => Join(columns.Select(column => row!.Any(pair => pair.Key == column) ? Value(row!.First(pair => pair.Key == column).Value) : "sql:DEFAULT"))));
    }

    private static string Row(IEnumerable<KeyValuePair<string, object>> row) => Rows([row]);

    private static string Rows(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Literal>> rows) =>
        Join(columns) + ":" + string.Join(";", rows.Select(row => Join(row.Select(Value))));

    private static string Reference(dynamic k) =>
        Reference(k.Name, k.ForeignTableSchema, k.ForeignTable, k.ForeignColumns, k.PrimaryTableSchema, k.PrimaryTable, k.PrimaryColumns);

    private static string Reference(string? name, string? schema, string table, IEnumerable<string> columns, string? toSchema, string? to, IEnumerable<string> keys) =>
        $"{name} {schema}.{table}({Join(columns)}) -> {toSchema}.{to}({Join(keys)})";

    private static string Short(string feature) => feature.Replace("SqlServer", "").Replace("Postgres", "");

    private static string Features(IDictionary<string, object> features) => Join(features
        .Select(feature => Short(feature.Key) + "=" + (feature.Value is IEnumerable<string> names ? Join(names) : feature.Value is bool truth ? truth ? "true" : "false" : feature.Value?.ToString()))
        .Order(StringComparer.Ordinal));

    private static string Features(Operation operation, params string?[] more) => Join(operation.Annotations
        .Where(annotation => annotation.Name != "SqlServer:Clustered" || operation is not Model.CreateIndex)
        .Select(annotation => annotation.Name switch
        {
            "SqlServer:Online" => "OnlineIndex=" + annotation.Value?.Text,
            "SqlServer:IdentityInsert" => "IdentityInsert=" + annotation.Value?.Text,
            "SqlServer:Authorization" => "SchemaAuthorization=" + annotation.Value?.Text,
            "SqlServer:Clustered" => "ConstraintType=" + (annotation.IsTrue ? "Clustered" : "NonClustered"),
            "Npgsql:CreatedConcurrently" => "Concurrently=" + annotation.Value?.Text,
            "Npgsql:Only" => "Only=" + annotation.Value?.Text,
            _ => annotation.Name + "=" + annotation.Value?.Text,
        })
        .Concat(more.OfType<string>().Select(part => part.Replace("Filter=", "IndexFilter=")))
        .Order(StringComparer.Ordinal));
}
