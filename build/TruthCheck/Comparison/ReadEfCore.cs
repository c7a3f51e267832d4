using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.TruthCheck.Comparison;

/// <summary>An operation that was read from source, as the text that <see cref="BuiltEfCore"/> gives for the same operation when it ran. What is not known is a <see cref="Hole"/>.</summary>
public static class ReadEfCore
{
    /// <summary>The text of an operation; its kind where it is none that EF Core builds.</summary>
    public static string Text(Operation operation) => operation switch
    {
        AddColumn add => $"AddColumn {Table(add.Schema, add.Table)} {Column(add.Column)}",
        AlterColumn alter => $"AlterColumn {Table(alter.Schema, alter.Table)} {Column(alter.Column)} " + $"old={Old(alter)}",
        DropColumn drop => $"DropColumn {Table(drop.Schema, drop.Table)} {drop.Name}",
        RenameColumn rename => $"RenameColumn {Table(rename.Schema, rename.Table)} {rename.Name} -> {rename.NewName}",
        CreateTable create => $"CreateTable {Table(create.Schema, create.Table)} columns=[{string.Join("; ", create.Columns.Select(Column))}]"
            + $" pk={(create.PrimaryKey is { } key ? Key(key) : "-")}"
            + $" unique=[{string.Join("; ", create.UniqueConstraints.Select(Key))}]"
            + $" fk=[{string.Join("; ", create.ForeignKeys.Select(Foreign))}]"
            + $" check=[{string.Join("; ", create.Checks.Select(check => $"{check.Name}: {check.Sql}"))}]"
            + $" comment={create.Comment ?? "-"}{Annotations(create.Annotations)}",
        DropTable drop => $"DropTable {Table(drop.Schema, drop.Table)}{Annotations(drop.Annotations)}",
        RenameTable rename => $"RenameTable {Table(rename.Schema, rename.Table)} -> {rename.NewSchema ?? "-"}.{rename.NewName ?? "-"}",
        AlterTable alter => $"AlterTable {Table(alter.Schema, alter.Table)} {alter.OldComment ?? "-"} -> {alter.Comment ?? "-"}{Annotations(alter.Annotations)}{Annotations(alter.OldAnnotations, "old ")}",
        AlterDatabase alter => $"AlterDatabase {alter.OldCollation ?? "-"} -> {alter.Collation ?? "-"}{Annotations(alter.Annotations)}{Annotations(alter.OldAnnotations, "old ")}",
        CreateIndex index => $"CreateIndex {Table(index.Schema, index.Table)} {Key(new(index.Name, index.Columns))} unique={index.Unique} filter={index.Filter ?? "-"}"
            + $" descending={(index.AllDescending ? "all" : index.Descending.Count == 0 ? "-" : string.Join(",", index.Descending))}{Annotations(index.Annotations)}",
        DropIndex drop => $"DropIndex {Table(drop.Schema, drop.Table)} {drop.Name}{Annotations(drop.Annotations)}",
        RenameIndex rename => $"RenameIndex {Table(rename.Schema, rename.Table)} {rename.Name} -> {rename.NewName}",
        AddPrimaryKey add => $"AddPrimaryKey {Table(add.Schema, add.Table)} {Key(add.Key)}{Annotations(add.Annotations)}",
        DropPrimaryKey drop => $"DropPrimaryKey {Table(drop.Schema, drop.Table)} {drop.Name}",
        AddUniqueConstraint add => $"AddUniqueConstraint {Table(add.Schema, add.Table)} {Key(add.Key)}",
        DropUniqueConstraint drop => $"DropUniqueConstraint {Table(drop.Schema, drop.Table)} {drop.Name}",
        AddCheckConstraint add => $"AddCheckConstraint {Table(add.Schema, add.Table)} {add.Check.Name}: {add.Check.Sql}",
        DropCheckConstraint drop => $"DropCheckConstraint {Table(drop.Schema, drop.Table)} {drop.Name}",
        AddForeignKey add => $"AddForeignKey {Table(add.Schema, add.Table)} {Foreign(add.ForeignKey)}",
        DropForeignKey drop => $"DropForeignKey {Table(drop.Schema, drop.Table)} {drop.Name}",
        EnsureSchema ensure => $"EnsureSchema {ensure.Name}",
        DropSchema drop => $"DropSchema {drop.Name}",
        CreateSequence create => $"CreateSequence {Table(create.Schema, create.Name)} {create.Definition.ClrType ?? Hole.Text} start={create.Definition.Start} {Sequence(create.Definition)}",
        AlterSequence alter => $"AlterSequence {Table(alter.Schema, alter.Name)} {Sequence(alter.Definition)} old={Sequence(alter.Old)}",
        DropSequence drop => $"DropSequence {Table(drop.Schema, drop.Name)}",
        RenameSequence rename => $"RenameSequence {Table(rename.Schema, rename.Name)} -> {rename.NewSchema ?? "-"}.{rename.NewName ?? "-"}",
        RestartSequence restart => $"RestartSequence {Table(restart.Schema, restart.Name)} {Number(restart.Start)}",
        InsertData insert => $"InsertData {Table(insert.Schema, insert.Table)} ({string.Join(",", insert.Columns)}) {Rows(insert.Rows)}",
        UpdateData update => $"UpdateData {Table(update.Schema, update.Table)} ({string.Join(",", update.Columns)}) {Rows(update.Rows)}"
            + $" where ({string.Join(",", update.KeyColumns)}) {Rows(update.KeyValues)}",
        DeleteData delete => $"DeleteData {Table(delete.Schema, delete.Table)} where ({string.Join(",", delete.KeyColumns)}) {Rows(delete.KeyValues)}",
        Model.Sql sql => $"Sql {sql.Text ?? Hole.Text} suppressed={sql.SuppressTransaction}",
        _ => operation.Kind,
    };

    private static string Table(string? schema, string? table) => (schema ?? "-") + "." + (table ?? "-");

    private static string Column(Column column) =>
        $"{column.Name}: {column.ClrType ?? Hole.Text} {column.StoreType ?? "-"} nullable={column.Nullable} length={Number(column.MaxLength)}"
        + $" precision={Number(column.Precision)},{Number(column.Scale)} unicode={Flag(column.Unicode)} fixed={Flag(column.FixedLength)} version={column.RowVersion}"
        + $" default={(column.Default is null ? "-" : Value(column.Default))}/{column.DefaultSql ?? "-"} computed={column.ComputedSql ?? "-"}/{Flag(column.Stored)}"
        + $" collation={column.Collation ?? "-"} comment={column.Comment ?? "-"}{Annotations(column.Annotations)}";

    private static string Old(AlterColumn alter) =>
        alter.Old is { } old && Column(old) is var text && text != UnsaidColumn.Text(alter.Column.Name, alter.Column.ClrType ?? Hole.Text) ? text : UnsaidColumn.NotSaid;

    private static string Key(KeyDefinition key) => $"{key.Name ?? "-"}({string.Join(",", key.Columns)})";

    private static string Foreign(ForeignKeyDefinition key) =>
        $"{Key(new(key.Name, key.Columns))} -> {Table(key.PrincipalSchema, key.PrincipalTable)}({string.Join(",", key.PrincipalColumns)}) delete={key.OnDelete} update={key.OnUpdate}";

    private static string Sequence(SequenceDefinition sequence) =>
        $"by={sequence.Increment} min={Number(sequence.Min)} max={Number(sequence.Max)} cyclic={sequence.Cyclic}";

    private static string Annotations(IReadOnlyList<Annotation> annotations, string prefix = "") =>
        string.Concat(annotations.Select(annotation => $" {prefix}{{{annotation.Name}={(annotation.Value is null ? Hole.Text : Value(annotation.Value))}}}").Order(StringComparer.Ordinal));

    private static string Rows(IReadOnlyList<IReadOnlyList<Literal>> rows) => rows.Count == 0 ? Hole.Text : string.Concat(rows.Select(row => "(" + string.Join(",", row.Select(Value)) + ")"));

    private static string Value(Literal literal) => literal.Kind == LiteralKind.Unknown ? Hole.Text : $"{literal.Kind} {literal.Text}";

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Flag(bool? value) => value?.ToString() ?? "-";
}
