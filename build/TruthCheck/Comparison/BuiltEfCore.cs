using System.Collections;
using System.Globalization;

namespace MigrationGuard.TruthCheck.Comparison;

/// <summary>
/// An operation that EF Core really built, as the text that <see cref="ReadEfCore"/> gives for the same operation when it was read from source. Late bound: the migrations
/// bring their own version of the library.
/// </summary>
public static class BuiltEfCore
{
    /// <summary>The text of a <c>MigrationOperation</c>.</summary>
    public static string Text(object operation) => Text(operation.GetType().Name, operation);

    private static string Text(string type, dynamic operation) => type switch
    {
        "AddColumnOperation" => $"AddColumn {Table(operation.Schema, operation.Table)} {Column(operation)}",
        "AlterColumnOperation" => $"AlterColumn {Table(operation.Schema, operation.Table)} {Column(operation)} old={Old(operation)}",
        "DropColumnOperation" => $"DropColumn {Table(operation.Schema, operation.Table)} {operation.Name}",
        "RenameColumnOperation" => $"RenameColumn {Table(operation.Schema, operation.Table)} {operation.Name} -> {operation.NewName}",
        "CreateTableOperation" => $"CreateTable {Table(operation.Schema, operation.Name)} columns=[{string.Join("; ", Each(operation.Columns, (Func<dynamic, string>)(column => Column(column))))}]"
            + $" pk={(operation.PrimaryKey is { } key ? Key(key.Name, key.Columns) : "-")}"
            + $" unique=[{string.Join("; ", Each(operation.UniqueConstraints, (Func<dynamic, string>)(unique => Key(unique.Name, unique.Columns))))}]"
            + $" fk=[{string.Join("; ", Each(operation.ForeignKeys, (Func<dynamic, string>)Foreign))}]"
            + $" check=[{string.Join("; ", Each(operation.CheckConstraints, (Func<dynamic, string>)(check => $"{check.Name}: {check.Sql}")))}]"
            + $" comment={operation.Comment ?? "-"}{Annotations(operation)}",
        "DropTableOperation" => $"DropTable {Table(operation.Schema, operation.Name)}{Annotations(operation)}",
        "RenameTableOperation" => $"RenameTable {Table(operation.Schema, operation.Name)} -> {operation.NewSchema ?? "-"}.{operation.NewName ?? "-"}",
        "AlterTableOperation" => $"AlterTable {Table(operation.Schema, operation.Name)} {operation.OldTable.Comment ?? "-"} -> {operation.Comment ?? "-"}{Annotations(operation)}{Annotations(operation.OldTable, "old ")}",
        "AlterDatabaseOperation" => $"AlterDatabase {operation.OldDatabase.Collation ?? "-"} -> {operation.Collation ?? "-"}{Annotations(operation)}{Annotations(operation.OldDatabase, "old ")}",
        "CreateIndexOperation" => $"CreateIndex {Table(operation.Schema, operation.Table)} {Key(operation.Name, operation.Columns)} unique={operation.IsUnique} filter={operation.Filter ?? "-"}"
            + $" descending={(operation.IsDescending is null ? "-" : operation.IsDescending.Length == 0 ? "all" : string.Join(",", operation.IsDescending))}{Annotations(operation)}",
        "DropIndexOperation" => $"DropIndex {Table(operation.Schema, operation.Table)} {operation.Name}{Annotations(operation)}",
        "RenameIndexOperation" => $"RenameIndex {Table(operation.Schema, operation.Table)} {operation.Name} -> {operation.NewName}",
        "AddPrimaryKeyOperation" => $"AddPrimaryKey {Table(operation.Schema, operation.Table)} {Key(operation.Name, operation.Columns)}{Annotations(operation)}",
        "DropPrimaryKeyOperation" => $"DropPrimaryKey {Table(operation.Schema, operation.Table)} {operation.Name}",
        "AddUniqueConstraintOperation" => $"AddUniqueConstraint {Table(operation.Schema, operation.Table)} {Key(operation.Name, operation.Columns)}",
        "DropUniqueConstraintOperation" => $"DropUniqueConstraint {Table(operation.Schema, operation.Table)} {operation.Name}",
        "AddCheckConstraintOperation" => $"AddCheckConstraint {Table(operation.Schema, operation.Table)} {operation.Name}: {operation.Sql}",
        "DropCheckConstraintOperation" => $"DropCheckConstraint {Table(operation.Schema, operation.Table)} {operation.Name}",
        "AddForeignKeyOperation" => $"AddForeignKey {Table(operation.Schema, operation.Table)} {Foreign(operation)}",
        "DropForeignKeyOperation" => $"DropForeignKey {Table(operation.Schema, operation.Table)} {operation.Name}",
        "EnsureSchemaOperation" => $"EnsureSchema {operation.Name}",
        "DropSchemaOperation" => $"DropSchema {operation.Name}",
        "CreateSequenceOperation" => $"CreateSequence {Table(operation.Schema, operation.Name)} {Type(operation.ClrType)} start={operation.StartValue} {Sequence(operation)}",
        "AlterSequenceOperation" => $"AlterSequence {Table(operation.Schema, operation.Name)} {Sequence(operation)} old={Sequence(operation.OldSequence)}",
        "DropSequenceOperation" => $"DropSequence {Table(operation.Schema, operation.Name)}",
        "RenameSequenceOperation" => $"RenameSequence {Table(operation.Schema, operation.Name)} -> {operation.NewSchema ?? "-"}.{operation.NewName ?? "-"}",
        "RestartSequenceOperation" => $"RestartSequence {Table(operation.Schema, operation.Name)} {Number(operation.StartValue)}",
        "InsertDataOperation" => $"InsertData {Table(operation.Schema, operation.Table)} ({string.Join(",", operation.Columns)}) {Rows(operation.Values)}",
        "UpdateDataOperation" => $"UpdateData {Table(operation.Schema, operation.Table)} ({string.Join(",", operation.Columns)}) {Rows(operation.Values)}"
            + $" where ({string.Join(",", operation.KeyColumns)}) {Rows(operation.KeyValues)}",
        "DeleteDataOperation" => $"DeleteData {Table(operation.Schema, operation.Table)} where ({string.Join(",", operation.KeyColumns)}) {Rows(operation.KeyValues)}",
        "SqlOperation" => $"Sql {operation.Sql} suppressed={operation.SuppressTransaction}",
        _ => "Unknown " + type,
    };

    private static string Table(string? schema, string? table) => (schema ?? "-") + "." + (table ?? "-");

    private static string Column(dynamic column, string? name = null) =>
        $"{name ?? column.Name}: {Type(column.ClrType)} {column.ColumnType ?? "-"} nullable={column.IsNullable} length={Number(column.MaxLength)}"
        + $" precision={Number(column.Precision)},{Number(column.Scale)} unicode={Flag(column.IsUnicode)} fixed={Flag(column.IsFixedLength)} version={column.IsRowVersion}"
        + $" default={(column.DefaultValue is null ? "-" : Value(column.DefaultValue))}/{column.DefaultValueSql ?? "-"} computed={column.ComputedColumnSql ?? "-"}/{Flag(column.IsStored)}"
        + $" collation={column.Collation ?? "-"} comment={column.Comment ?? "-"}{Annotations(column)}";

    /// <summary>A call that says nothing about the column before leaves the new type and nothing else there, or no type at all in an operation made by hand.</summary>
    private static string Old(dynamic alter)
    {
        var old = (string)Column(alter.OldColumn, alter.Name);
        return (alter.OldColumn.ClrType is null && alter.OldColumn.ColumnType is null) || old == UnsaidColumn.Text(alter.Name, Type(alter.ClrType)) ? UnsaidColumn.NotSaid : old;
    }

    private static IEnumerable<string> Each(IEnumerable<object> items, Func<dynamic, string> text) => items.Select(text);

    private static string Key(string? name, string[] columns) => $"{name ?? "-"}({string.Join(",", columns)})";

    private static string Foreign(dynamic key) =>
        $"{Key(key.Name, key.Columns)} -> {Table(key.PrincipalSchema, key.PrincipalTable)}({string.Join(",", key.PrincipalColumns ?? Array.Empty<string>())}) delete={key.OnDelete} update={key.OnUpdate}";

    private static string Sequence(dynamic sequence) =>
        $"by={sequence.IncrementBy} min={Number(sequence.MinValue)} max={Number(sequence.MaxValue)} cyclic={sequence.IsCyclic}";

    private static string Annotations(dynamic annotated, string prefix = "") =>
        string.Concat(((IEnumerable<dynamic>)annotated.GetAnnotations()).Select(annotation => $" {prefix}{{{annotation.Name}={AnnotationValue((object?)annotation.Value)}}}").Order(StringComparer.Ordinal));

    private static string AnnotationValue(object? value) => value switch
    {
        IEnumerable<string> items => "String " + string.Join(",", items),
        Enum member => "String " + member,
        _ => Value(value),
    };

    private static string Rows(object?[,] values)
    {
        var rows = new List<string>();
        for (var row = 0; row < values.GetLength(0); row++)
        {
            rows.Add("(" + string.Join(",", Enumerable.Range(0, values.GetLength(1)).Select(column => Value(values[row, column]))) + ")");
        }

        return string.Concat(rows);
    }

    private static string Value(object? value) => value switch
    {
        null => "Null ",
        string text => "String " + text,
        char character => "String " + character,
        bool flag => "Boolean " + (flag ? "true" : "false"),
        Guid guid => "Guid " + guid,
        DateTime time => "DateTime " + time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : ""),
        DateTimeOffset time => "DateTime " + time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        TimeSpan time => "DateTime " + time.ToString("c", CultureInfo.InvariantCulture),
        DateOnly date => "DateTime " + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => "DateTime " + time.ToTimeSpan().ToString("c", CultureInfo.InvariantCulture),
        byte[] bytes => "Bytes " + Convert.ToHexStringLower(bytes),
        Enum member => "Number " + System.Convert.ToInt64(member, CultureInfo.InvariantCulture),
        IFormattable number => "Number " + number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => "String " + string.Join(",", items.Cast<object>()),
        _ => "? " + value,
    };

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Flag(bool? value) => value?.ToString() ?? "-";

    private static string Type(Type? type) => type is null ? "?" : Nullable.GetUnderlyingType(type) is { } inner ? Type(inner)
        : type == typeof(int) ? "int" : type == typeof(long) ? "long" : type == typeof(short) ? "short" : type == typeof(byte) ? "byte" : type == typeof(string) ? "string"
        : type == typeof(bool) ? "bool" : type == typeof(decimal) ? "decimal" : type == typeof(double) ? "double" : type == typeof(float) ? "float"
        : type == typeof(uint) ? "uint" : type == typeof(char) ? "char"
        : type.IsArray ? Type(type.GetElementType()!) + "[]" : type.FullName!.Replace('+', '.');
}
