using MigrationGuard.Model;

namespace MigrationGuard.Core.Tests.SqlReading;

/// <summary>
/// A short form of statements and effects, so that a list of hundreds can be read and written by hand:
/// <c>UPDATE update t(a) all</c>; a verb followed by <c>~</c> is partly, by <c>!</c> not understood; an effect followed by <c>?</c> is conditional, by <c>*</c> repeated.
/// </summary>
internal static class Notation
{
    public static string Show(IReadOnlyList<SqlStatement> statements) => string.Join(" | ", statements.Select(Show));

    public static string Show(SqlStatement statement)
    {
        var mark = statement.Understanding switch
        {
            SqlUnderstanding.Partial => "~",
            SqlUnderstanding.None => "!",
            _ => "",
        };
        var parts = new List<string> { statement.Verb + mark };
        parts.AddRange(statement.Effects.Select((effect, k) => (k > 0 ? "; " : "") + Show(effect)));
        return string.Join(" ", parts).Replace(" ; ", "; ", StringComparison.Ordinal).Trim();
    }

    public static string Show(Operation operation)
    {
        var mark = operation.Certainty switch
        {
            Certainty.Conditional => "?",
            Certainty.Repeated => "*",
            _ => "",
        };
        return Core(operation) + mark;
    }

    private static string Core(Operation operation) => operation switch
    {
        UpdateData o => $"update {o.FullTable}({List(o.Columns)}) {Filter(o.Filter)}{Part(" reads ", o.Reads)}{Part(" from ", o.ReadsTables)}",
        DeleteData o => $"delete {o.FullTable} {Filter(o.Filter)}",
        InsertData o => $"insert {o.FullTable}({List(o.Columns)}){(o.Rows.Count > 0 ? " rows " + o.Rows.Count : "")}{Copy(o.CopiedFrom)}{(o.Overwrites ? " overwrites" : "")}",
        TruncateTable o => $"truncate {o.FullTable}{(o.Cascade ? " cascade" : "")}",
        CreateTable o => $"create {o.FullTable}({string.Join(",", o.Columns.Select(Column))}){(o.PrimaryKey is { } key ? " pk(" + List(key.Columns) + ")" : "")}"
            + string.Concat(o.UniqueConstraints.Select(u => " unique(" + List(u.Columns) + ")"))
            + string.Concat(o.ForeignKeys.Select(f => " fk(" + List(f.Columns) + ")->" + f.PrincipalTable + (f.OnDelete == "NoAction" ? "" : "/" + f.OnDelete)))
            + string.Concat(o.Checks.Select(c => " check(" + c.Sql + ")")) + Copy(o.CopiedFrom) + (o.IfNotExists ? " ifnew" : "") + (o.HasMoreColumns && o.CopiedFrom is null ? " more" : ""),
        DropTable o => $"droptable {o.FullTable}{(o.IfExists ? " ifexists" : "")}{(o.Cascade ? " cascade" : "")}",
        RenameTable o => $"renametable {o.FullTable} to {(o.NewSchema is null ? "" : o.NewSchema + ".")}{o.NewName}",
        AlterTable o => $"altertable {o.FullTable}{(o.Annotations.Find("SqlServer:SystemVersioning") is { } v ? " versioning " + v.Value!.Text : "")}",
        AddColumn o => $"add {o.FullTable}.{Column(o.Column)}",
        DropColumn o => $"drop {o.FullTable}.{o.Name}{(o.Cascade ? " cascade" : "")}",
        AlterColumn o => $"alter {o.FullTable}.{Column(o.Column)}{(o.DropsDefault ? " nodefault" : "")}{(o.Using is null ? "" : " using " + o.Using)}{(o.IsComplete ? " complete" : "")}",
        RenameColumn o => $"rename {o.FullTable}.{o.Name} to {o.NewName}",
        CreateIndex o => $"index {o.Name} on {o.FullTable}({List(o.Columns)}){(o.Unique ? " unique" : "")}{(o.Filter is null ? "" : " where " + o.Filter)}{(o.Online ? " online" : "")}",
        DropIndex o => $"dropindex {(o.Table is null ? "" : (o.Schema is null ? "" : o.Schema + ".") + o.Table + ".")}{o.Name}",
        RenameIndex o => $"renameindex {(o.Table is null ? "" : o.Table + ".")}{o.Name} to {o.NewName}",
        AddPrimaryKey o => $"addpk {o.FullTable}({List(o.Key.Columns)})",
        DropPrimaryKey o => $"droppk {o.FullTable}",
        AddUniqueConstraint o => $"addunique {o.FullTable}({List(o.Key.Columns)})",
        AddForeignKey o => $"addfk {o.FullTable}({List(o.ForeignKey.Columns)})->{o.ForeignKey.PrincipalTable}{(o.NotValidated ? " notvalid" : "")}",
        AddCheckConstraint o => $"addcheck {o.FullTable} {o.Check.Name}({o.Check.Sql}){(o.NotValidated ? " notvalid" : "")}",
        DropConstraint o => $"dropconstraint {o.FullTable}.{o.Name}{(o.Cascade ? " cascade" : "")}",
        DropForeignKey o => $"dropfk {o.FullTable}.{o.Name}",
        DropCheckConstraint o => $"dropcheck {o.FullTable}.{o.Name}",
        ValidateConstraint o => $"validate {o.FullTable}.{o.Name}",
        EnsureSchema o => $"schema {o.Name}",
        DropSchema o => $"dropschema {o.Name}{(o.Cascade ? " cascade" : "")}",
        CreateSequence o => $"sequence {o.Name}",
        DropSequence o => $"dropsequence {o.Name}",
        AlterSequence o => $"altersequence {o.Name}",
        RenameSequence o => $"renamesequence {o.Name}",
        RestartSequence o => $"restart {(o.Schema is null ? "" : o.Schema + ".")}{o.Name}{(o.Start is null ? "" : "=" + o.Start)}",
        ChangeObject o => $"{o.Change.ToString().ToLowerInvariant()} {o.ObjectType} {(o.Schema is null ? "" : o.Schema + ".")}{o.Name}{(o.Cascade ? " cascade" : "")}",
        AlterDatabase => "alterdatabase",
        _ => operation.Kind,
    };

    private static string Column(Column column) => column.Name
        + (column.StoreType is null ? "" : ":" + column.StoreType)
        + (column.Nullable switch { true => " null", false => " notnull", _ => "" })
        + (column.Default is { } literal ? " =" + (literal.Kind == LiteralKind.Null ? "NULL" : literal.Text) : "")
        + (column.DefaultSql is { } sql ? " =" + sql : "")
        + (column.ComputedSql is { } computed ? " as " + computed + (column.Stored == true ? " stored" : "") : "")
        + (column.Identity ? " identity" : "");

    private static string Filter(RowFilter filter) => filter.Kind switch
    {
        RowFilterKind.All => "all",
        RowFilterKind.Nothing => "nothing",
        RowFilterKind.Key => "key(" + List(filter.Columns) + ")",
        RowFilterKind.OnlyNull => "null(" + List(filter.Columns) + ")",
        _ => "some(" + List(filter.Columns) + ")",
    };

    private static string Copy(CopySource? source) => source is null
        ? ""
        : $" copy {(source.Schema is null ? "" : source.Schema + ".")}{source.Table}({(source.Columns is null ? "*" : List(source.Columns))}){(source.WholeTable ? "" : " part")}";

    private static string Part(string label, IReadOnlyList<string> values) => values.Count == 0 ? "" : label + List(values);

    private static string List(IEnumerable<string> values) => string.Join(",", values);
}
