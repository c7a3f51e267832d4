using MigrationGuard.Model;

namespace MigrationGuard.Reports;

/// <summary>What a report says about an operation: which objects it names. Every property is null where the kind has no such thing.</summary>
internal sealed record OperationSummary
{
    public string? Schema { get; init; }

    public string? Table { get; init; }

    public string? Name { get; init; }

    public string? NewName { get; init; }

    public IReadOnlyList<string>? Columns { get; init; }

    public string? Sql { get; init; }

    public static OperationSummary Of(Operation operation)
    {
        var summary = operation switch
        {
            TableOperation on => new OperationSummary { Schema = on.Schema, Table = on.Table },
            SequenceOperation on => new OperationSummary { Schema = on.Schema, Name = on.Name },
            _ => new OperationSummary(),
        };
        return operation switch
        {
            CreateTable o => summary with { Columns = [.. o.Columns.Select(column => column.Name)] },
            RenameTable o => summary with { NewName = Moved(o.NewSchema, o.NewName ?? o.Table) },
            AddColumn o => summary with { Name = o.Column.Name },
            AlterColumn o => summary with { Name = o.Column.Name },
            DropColumn o => summary with { Name = o.Name },
            RenameColumn o => summary with { Name = o.Name, NewName = o.NewName },
            CreateIndex o => summary with { Name = o.Name, Columns = o.Columns },
            DropIndex o => summary with { Schema = o.Schema, Table = o.Table, Name = o.Name, Columns = OrNull(o.Columns) },
            RenameIndex o => summary with { Schema = o.Schema, Table = o.Table, Name = o.Name, NewName = o.NewName },
            AddPrimaryKey o => summary with { Name = o.Key.Name, Columns = o.Key.Columns },
            DropPrimaryKey o => summary with { Name = o.Name },
            AddUniqueConstraint o => summary with { Name = o.Key.Name, Columns = o.Key.Columns },
            DropUniqueConstraint o => summary with { Name = o.Name, Columns = OrNull(o.Columns) },
            AddCheckConstraint o => summary with { Name = o.Check.Name, Sql = o.Check.Sql },
            DropCheckConstraint o => summary with { Name = o.Name },
            AddForeignKey o => summary with { Name = o.ForeignKey.Name, Columns = o.ForeignKey.Columns },
            DropForeignKey o => summary with { Name = o.Name, Columns = o.ForeignKey is { } key ? OrNull(key.Columns) : null },
            DropConstraint o => summary with { Name = o.Name },
            ValidateConstraint o => summary with { Name = o.Name },
            InsertData o => summary with { Columns = o.Columns },
            UpdateData o => summary with { Columns = o.Columns },
            DeleteData o => summary with { Columns = OrNull(o.KeyColumns) },
            EnsureSchema o => summary with { Name = o.Name },
            DropSchema o => summary with { Name = o.Name },
            RenameSequence o => summary with { NewName = Moved(o.NewSchema, o.NewName ?? o.Name) },
            ChangeObject o => summary with { Schema = o.Schema, Name = o.Name },
            Model.Sql o => summary with { Name = o.Source?.Name, Sql = o.Text },
            Unknown o => summary with { Name = o.Name },
            _ => summary,
        };
    }

    private static string Moved(string? schema, string name) => schema is null ? name : schema + "." + name;

    private static IReadOnlyList<string>? OrNull(IReadOnlyList<string> columns) => columns.Count == 0 ? null : columns;
}
