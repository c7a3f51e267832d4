using System.Collections;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace MigrationGuard.Reading.EfCore;

/// <summary>An operation that EF Core really built, as text that <see cref="Read"/> gives for the same operation when it was read from source.</summary>
internal static class Built
{
    public static string Text(MigrationOperation operation) => operation switch
    {
        AddColumnOperation add => $"AddColumn {Table(add.Schema, add.Table)} {Column(add)}",
        AlterColumnOperation alter => $"AlterColumn {Table(alter.Schema, alter.Table)} {Column(alter)} old={Column(alter.OldColumn, alter.Name)}",
        DropColumnOperation drop => $"DropColumn {Table(drop.Schema, drop.Table)} {drop.Name}",
        RenameColumnOperation rename => $"RenameColumn {Table(rename.Schema, rename.Table)} {rename.Name} -> {rename.NewName}",
        CreateTableOperation create => $"CreateTable {Table(create.Schema, create.Name)} columns=[{string.Join("; ", create.Columns.Select(column => Column(column)))}]"
            + $" pk={(create.PrimaryKey is { } key ? Key(key.Name, key.Columns) : "-")}"
            + $" unique=[{string.Join("; ", create.UniqueConstraints.Select(unique => Key(unique.Name, unique.Columns)))}]"
            + $" fk=[{string.Join("; ", create.ForeignKeys.Select(Foreign))}]"
            + $" check=[{string.Join("; ", create.CheckConstraints.Select(check => $"{check.Name}: {check.Sql}"))}]"
            + $" comment={create.Comment ?? "-"}{Annotations(create)}",
        DropTableOperation drop => $"DropTable {Table(drop.Schema, drop.Name)}{Annotations(drop)}",
        RenameTableOperation rename => $"RenameTable {Table(rename.Schema, rename.Name)} -> {rename.NewSchema ?? "-"}.{rename.NewName ?? "-"}",
        AlterTableOperation alter => $"AlterTable {Table(alter.Schema, alter.Name)} {alter.OldTable.Comment ?? "-"} -> {alter.Comment ?? "-"}{Annotations(alter)}{Annotations(alter.OldTable, "old ")}",
        AlterDatabaseOperation alter => $"AlterDatabase {alter.OldDatabase.Collation ?? "-"} -> {alter.Collation ?? "-"}{Annotations(alter)}{Annotations(alter.OldDatabase, "old ")}",
        CreateIndexOperation index => $"CreateIndex {Table(index.Schema, index.Table)} {Key(index.Name, index.Columns)} unique={index.IsUnique} filter={index.Filter ?? "-"}"
            + $" descending={(index.IsDescending is null ? "-" : index.IsDescending.Length == 0 ? "all" : string.Join(",", index.IsDescending))}{Annotations(index)}",
        DropIndexOperation drop => $"DropIndex {Table(drop.Schema, drop.Table)} {drop.Name}{Annotations(drop)}",
        RenameIndexOperation rename => $"RenameIndex {Table(rename.Schema, rename.Table)} {rename.Name} -> {rename.NewName}",
        AddPrimaryKeyOperation add => $"AddPrimaryKey {Table(add.Schema, add.Table)} {Key(add.Name, add.Columns)}{Annotations(add)}",
        DropPrimaryKeyOperation drop => $"DropPrimaryKey {Table(drop.Schema, drop.Table)} {drop.Name}",
        AddUniqueConstraintOperation add => $"AddUniqueConstraint {Table(add.Schema, add.Table)} {Key(add.Name, add.Columns)}",
        DropUniqueConstraintOperation drop => $"DropUniqueConstraint {Table(drop.Schema, drop.Table)} {drop.Name}",
        AddCheckConstraintOperation add => $"AddCheckConstraint {Table(add.Schema, add.Table)} {add.Name}: {add.Sql}",
        DropCheckConstraintOperation drop => $"DropCheckConstraint {Table(drop.Schema, drop.Table)} {drop.Name}",
        AddForeignKeyOperation add => $"AddForeignKey {Table(add.Schema, add.Table)} {Foreign(add)}",
        DropForeignKeyOperation drop => $"DropForeignKey {Table(drop.Schema, drop.Table)} {drop.Name}",
        EnsureSchemaOperation ensure => $"EnsureSchema {ensure.Name}",
        DropSchemaOperation drop => $"DropSchema {drop.Name}",
        CreateSequenceOperation create => $"CreateSequence {Table(create.Schema, create.Name)} {Type(create.ClrType)} start={create.StartValue} {Sequence(create)}",
        AlterSequenceOperation alter => $"AlterSequence {Table(alter.Schema, alter.Name)} {Sequence(alter)} old={Sequence(alter.OldSequence)}",
        DropSequenceOperation drop => $"DropSequence {Table(drop.Schema, drop.Name)}",
        RenameSequenceOperation rename => $"RenameSequence {Table(rename.Schema, rename.Name)} -> {rename.NewSchema ?? "-"}.{rename.NewName ?? "-"}",
        RestartSequenceOperation restart => $"RestartSequence {Table(restart.Schema, restart.Name)} {Number(restart.StartValue)}",
        InsertDataOperation insert => $"InsertData {Table(insert.Schema, insert.Table)} ({string.Join(",", insert.Columns)}) {Rows(insert.Values)}",
        UpdateDataOperation update => $"UpdateData {Table(update.Schema, update.Table)} ({string.Join(",", update.Columns)}) {Rows(update.Values)}"
            + $" where ({string.Join(",", update.KeyColumns)}) {Rows(update.KeyValues)}",
        DeleteDataOperation delete => $"DeleteData {Table(delete.Schema, delete.Table)} where ({string.Join(",", delete.KeyColumns)}) {Rows(delete.KeyValues)}",
        SqlOperation sql => $"Sql {sql.Sql} suppressed={sql.SuppressTransaction}",
        _ => "Unknown",
    };

    private static string Table(string? schema, string? table) => (schema ?? "-") + "." + (table ?? "-");

    private static string Column(ColumnOperation column, string? name = null) =>
        $"{name ?? column.Name}: {Type(column.ClrType)} {column.ColumnType ?? "-"} nullable={column.IsNullable} length={Number(column.MaxLength)}"
        + $" precision={Number(column.Precision)},{Number(column.Scale)} unicode={Flag(column.IsUnicode)} fixed={Flag(column.IsFixedLength)} version={column.IsRowVersion}"
        + $" default={(column.DefaultValue is null ? "-" : Value(column.DefaultValue))}/{column.DefaultValueSql ?? "-"} computed={column.ComputedColumnSql ?? "-"}/{Flag(column.IsStored)}"
        + $" collation={column.Collation ?? "-"} comment={column.Comment ?? "-"}{Annotations(column)}";

    private static string Key(string? name, string[] columns) => $"{name ?? "-"}({string.Join(",", columns)})";

    private static string Foreign(AddForeignKeyOperation key) =>
        $"{Key(key.Name, key.Columns)} -> {Table(key.PrincipalSchema, key.PrincipalTable)}({string.Join(",", key.PrincipalColumns ?? [])}) delete={key.OnDelete} update={key.OnUpdate}";

    private static string Sequence(SequenceOperation sequence) =>
        $"by={sequence.IncrementBy} min={Number(sequence.MinValue)} max={Number(sequence.MaxValue)} cyclic={sequence.IsCyclic}";

    private static string Annotations(IAnnotatable annotated, string prefix = "") =>
        string.Concat(annotated.GetAnnotations().Select(annotation => $" {prefix}{{{annotation.Name}={AnnotationValue(annotation.Value)}}}").Order(StringComparer.Ordinal));

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
