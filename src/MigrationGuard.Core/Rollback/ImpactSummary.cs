using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>What the Up of a migration does to rows that exist, table by table.</summary>
/// <param name="Impact">The worst that happens.</param>
/// <param name="Tables">The tables whose rows are rewritten or lost, ordinal order.</param>
internal sealed record ImpactSummary(DataImpact Impact, IReadOnlyList<ImpactedTable> Tables)
{
    /// <summary>Stands for a table that is not known.</summary>
    public const string UnknownTable = "‹?›";

    private const int MostClauses = 6;

    public static ImpactSummary Of(ContextDeployment context, MigrationStep step, SchemaState endOfSet)
    {
        var worst = DataImpact.None;
        var byTable = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var placed in step.Runs.Placed)
        {
            foreach (var impact in DataImpacts.Of(placed, context.Framework, step.SetStart))
            {
                worst = impact.Impact > worst ? impact.Impact : worst;
                if (impact.Impact >= DataImpact.Rewrites)
                {
                    Add(byTable, Resolve(impact, placed.Before), context.Engine, endOfSet);
                }
            }
        }

        foreach (var lost in LostInRebuilds(context, step))
        {
            worst = DataImpact.Loses > worst ? DataImpact.Loses : worst;
            Add(byTable, lost, context.Engine, endOfSet);
        }

        var tables = byTable.Values
            .Select(entry => entry.ToTable())
            .OrderBy(table => table.Table == UnknownTable)
            .ThenBy(table => table.Schema ?? "", StringComparer.Ordinal)
            .ThenBy(table => table.Table, StringComparer.Ordinal)
            .ToList();
        return new ImpactSummary(worst, tables);
    }

    // SQLite builds a table anew from the migration's own model: what a stale one does not know is gone, although no operation says so.
    private static IEnumerable<OperationImpact> LostInRebuilds(ContextDeployment context, MigrationStep step) =>
        context.Engine != Engine.Sqlite || context.Framework != Framework.EfCore
            ? []
            : step.Runs.Up.LostColumns
                .Where(lost => step.Before.FindTable(lost.Schema, lost.Table)?.FindColumn(lost.Column) is not null
                    && DataImpacts.HasData(step.Before, lost.Schema, lost.Table, lost.Column, step.SetStart))
                .Select(lost => new OperationImpact(
                    DataImpact.Loses, lost.Schema, lost.Table, "column " + Hole.Show(lost.Column) + " is dropped by the rebuild, because the model of this migration does not have it"));

    // One table, however its name is written.
    private static OperationImpact Resolve(OperationImpact impact, SchemaState before) =>
        impact.Table is { } name && before.FindTable(impact.Schema, name) is { } table ? impact with { Schema = table.Schema, Table = table.Name } : impact;

    private static void Add(Dictionary<string, Entry> byTable, OperationImpact impact, Engine engine, SchemaState endOfSet)
    {
        var known = impact.Table is not null && !Hole.IsIn(impact.Table) && !Hole.IsIn(impact.Schema);
        var key = known ? SchemaNames.TableKey(impact.Schema, impact.Table!, engine) : "";
        if (!byTable.TryGetValue(key, out var entry))
        {
            byTable.Add(key, entry = new Entry(known ? impact.Schema : null, known ? impact.Table! : UnknownTable));
        }

        // A copy that the same set throws away again is none.
        var backup = impact.CopiedTo is { } copy ? endOfSet.FindTable(copy) : null;
        entry.Add(impact, backup is null ? null : backup.Schema is null ? backup.Name : backup.Schema + "." + backup.Name);
    }

    private sealed class Entry(string? schema, string table)
    {
        private readonly List<string> _what = [];
        private DataImpact _impact;
        private string? _copiedTo;
        private bool _uncovered;

        public void Add(OperationImpact impact, string? copiedTo)
        {
            _impact = impact.Impact > _impact ? impact.Impact : _impact;
            _uncovered |= copiedTo is null;
            _copiedTo ??= copiedTo;
            var clause = impact.Table is null || table != UnknownTable ? impact.What : Hole.Show(impact.Table) + ": " + impact.What;
            if (clause.Length > 0 && _what.Count <= MostClauses && !_what.Contains(clause))
            {
                _what.Add(clause);
            }
        }

        public ImpactedTable ToTable()
        {
            var what = _what.Count > MostClauses ? string.Join("; ", _what.Take(MostClauses)) + "; and more" : string.Join("; ", _what);
            return new ImpactedTable(schema, table, _impact, what) { CopiedTo = _uncovered ? null : _copiedTo };
        }
    }
}
