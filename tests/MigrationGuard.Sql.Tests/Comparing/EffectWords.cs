using MigrationGuard.Model;

namespace MigrationGuard.SqlComparison.Comparing;

/// <summary>
/// Effects in the words that both sides of a comparison are brought to: <c>update t(a,b)</c>. Names are in lower case, sets in order, so that only what is
/// touched is compared.
/// </summary>
internal static class EffectWords
{
    public static string[] Of(SqlStatement statement) => Normal(statement.Effects.SelectMany(Of));

    public static string[] Normal(IEnumerable<string> words) =>
        [.. words.Select(word => word.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static string Columns(IEnumerable<string> columns) =>
        string.Join(",", columns.Select(column => column.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Of(Operation operation)
    {
        switch (operation)
        {
            case UpdateData o:
                yield return $"update {o.FullTable}({Columns(o.Columns)})";
                if (o.Filter.Kind == RowFilterKind.All)
                {
                    yield return $"all {o.FullTable}";
                }

                break;
            case DeleteData o:
                yield return $"delete {o.FullTable}";
                if (o.Filter.Kind == RowFilterKind.All)
                {
                    yield return $"all {o.FullTable}";
                }

                break;
            case InsertData o: yield return $"insert {o.FullTable}({Columns(o.Columns)})"; break;
            case TruncateTable o: yield return $"truncate {o.FullTable}"; break;
            case CreateTable o: yield return $"create {o.FullTable}({string.Join(",", o.Columns.Select(c => c.Name))})"; break;
            case DropTable o: yield return $"droptable {o.FullTable}"; break;
            case RenameTable o: yield return $"renametable {o.FullTable}>{o.NewSchema}.{o.NewName}"; break;
            case AddColumn o: yield return $"add {o.FullTable}.{o.Column.Name}"; break;
            case DropColumn o: yield return $"drop {o.FullTable}.{o.Name}"; break;
            case AlterColumn o: yield return $"alter {o.FullTable}.{o.Column.Name}"; break;
            case RenameColumn o: yield return $"rename {o.FullTable}.{o.Name}>{o.NewName}"; break;
            case CreateIndex o: yield return $"index {o.FullTable}{(o.Unique ? " unique" : "")}"; break;
            case DropIndex o: yield return $"dropindex {o.Name}"; break;
            case RenameIndex o: yield return $"renameindex {o.Name}>{o.NewName}"; break;
            case AddPrimaryKey o: yield return $"addpk {o.FullTable}"; break;
            case AddUniqueConstraint o: yield return $"addunique {o.FullTable}"; break;
            case AddForeignKey o: yield return $"addfk {o.FullTable}"; break;
            case AddCheckConstraint o: yield return $"addcheck {o.FullTable}"; break;
            case DropPrimaryKey o: yield return $"droppk {o.FullTable}"; break;
            case DropConstraint o: yield return $"dropconstraint {o.FullTable}.{o.Name}"; break;
            case DropForeignKey o: yield return $"dropconstraint {o.FullTable}.{o.Name}"; break;
            case DropCheckConstraint o: yield return $"dropconstraint {o.FullTable}.{o.Name}"; break;
            case DropUniqueConstraint o: yield return $"dropconstraint {o.FullTable}.{o.Name}"; break;
            case ValidateConstraint o: yield return $"validate {o.FullTable}.{o.Name}"; break;
            case EnsureSchema o: yield return $"schema {o.Name}"; break;
            case DropSchema o: yield return $"dropschema {o.Name}"; break;
            case CreateSequence o: yield return $"sequence {o.Name}"; break;
            case DropSequence o: yield return $"dropsequence {o.Name}"; break;
            case AlterSequence o: yield return $"altersequence {o.Name}"; break;
            case RenameSequence o: yield return $"renamesequence {o.Name}>{o.NewName}"; break;
            case RestartSequence o: yield return $"restart {o.Name}"; break;
            case AlterTable or AlterDatabase: break;
            case ChangeObject o: yield return $"{o.Change.ToString().ToLowerInvariant()} {o.ObjectType} {o.Name}"; break;
            default: yield return operation.Kind; break;
        }
    }
}
