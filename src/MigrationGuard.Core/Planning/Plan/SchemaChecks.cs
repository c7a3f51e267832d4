using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Planning.Plan;

/// <summary>The queries that show whether a schema went back: one for each object that must be there again or be gone.</summary>
internal static class SchemaChecks
{
    private const string Back = "1";
    private const string Gone = "0";

    /// <summary>The queries, ordered by table.</summary>
    /// <param name="from">The schema before going back.</param>
    /// <param name="to">The schema that going back really gives.</param>
    /// <param name="sql">The dialect.</param>
    public static IReadOnlyList<PlanQuery> Of(SchemaState from, SchemaState to, EngineSql sql)
    {
        var queries = new List<PlanQuery>();
        foreach (var table in to.Tables)
        {
            if (Same(from, table) is { } before)
            {
                AddColumns(queries, before, table, sql);
                AddNamed(queries, before, table, sql);
            }
            else if (EngineSql.CanWrite(table.Schema, table.Name))
            {
                queries.Add(new PlanQuery($"table {Of(table)} is back", sql.TableExists(table.Schema, table.Name), Back));
                foreach (var column in table.Columns)
                {
                    AddColumn(queries, table, column.Column, sql, "is back", Back);
                }

                AddNamed(queries, null, table, sql);
            }
        }

        foreach (var table in from.Tables.Where(table => Same(to, table) is null && EngineSql.CanWrite(table.Schema, table.Name)))
        {
            queries.Add(new PlanQuery($"table {Of(table)} is gone", sql.TableExists(table.Schema, table.Name), Gone));
        }

        AddSequences(queries, from, to, sql);
        AddViews(queries, from, to, sql);
        return queries;
    }

    private static TableState? Same(SchemaState state, TableState table) => state.FindTable(table.Schema, table.Name);

    private static void AddColumns(List<PlanQuery> queries, TableState from, TableState to, EngineSql sql)
    {
        foreach (var column in to.Columns)
        {
            if (from.FindColumn(column.Column.Name) is not { } before)
            {
                AddColumn(queries, to, column.Column, sql, "is back", Back);
            }
            else if (before.Column.Nullable != column.Column.Nullable || before.Column.MaxLength != column.Column.MaxLength)
            {
                AddColumn(queries, to, column.Column, sql, "has its old definition", Back);
            }
        }

        foreach (var column in from.Columns.Where(column => to.FindColumn(column.Column.Name) is null))
        {
            if (EngineSql.CanWrite(to.Schema, to.Name, column.Column.Name))
            {
                queries.Add(new PlanQuery($"column {Of(to, column.Column.Name)} is gone", sql.ColumnExists(to.Schema, to.Name, column.Column.Name), Gone));
            }
        }
    }

    private static void AddColumn(List<PlanQuery> queries, TableState table, Column column, EngineSql sql, string what, string expected)
    {
        if (EngineSql.CanWrite(table.Schema, table.Name, column.Name))
        {
            var isKey = table.PrimaryKey?.Columns.Contains(column.Name) == true;
            queries.Add(new PlanQuery($"column {Of(table, column.Name)} {what}", sql.ColumnExists(table.Schema, table.Name, column.Name, isKey ? null : column.Nullable), expected));
        }
    }

    private static void AddNamed(List<PlanQuery> queries, TableState? from, TableState to, EngineSql sql)
    {
        Compare("index", Indexes(from), Indexes(to), name => sql.IndexExists(to.Schema, to.Name, name));
        Compare("constraint", Constraints(from), Constraints(to), name => sql.ConstraintExists(to.Schema, to.Name, name));

        void Compare(string kind, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after, Func<string, string?> query)
        {
            foreach (var (name, back) in after.Except(before).Select(name => (name, true)).Concat(before.Except(after).Select(name => (name, false))))
            {
                if (EngineSql.CanWrite(to.Schema, to.Name, name) && query(name) is { } text)
                {
                    queries.Add(new PlanQuery($"{kind} {new Code(name)} {(back ? "is back" : "is gone")}", text, back ? Back : Gone));
                }
            }
        }
    }

    private static IReadOnlyCollection<string> Indexes(TableState? table) =>
        table is null ? [] : [.. table.Indexes.Select(index => index.Name).OfType<string>()];

    private static IReadOnlyCollection<string> Constraints(TableState? table) => table is null
        ? []
        :
        [
            .. new[] { table.PrimaryKey?.Name }
                .Concat(table.UniqueConstraints.Select(key => key.Name))
                .Concat(table.Checks.Select(check => check.Check.Name))
                .Concat(table.ForeignKeys.Select(key => key.ForeignKey.Name))
                .OfType<string>(),
        ];

    private static void AddSequences(List<PlanQuery> queries, SchemaState from, SchemaState to, EngineSql sql)
    {
        foreach (var (sequence, back) in to.Sequences.Where(s => from.FindSequence(s.Schema, s.Name) is null).Select(s => (s, true))
            .Concat(from.Sequences.Where(s => to.FindSequence(s.Schema, s.Name) is null).Select(s => (s, false))))
        {
            if (EngineSql.CanWrite(sequence.Schema, sequence.Name) && sql.SequenceExists(sequence.Schema, sequence.Name) is { } text)
            {
                queries.Add(new PlanQuery($"sequence {new Code(sequence.Name)} {(back ? "is back" : "is gone")}", text, back ? Back : Gone));
            }
        }
    }

    private static void AddViews(List<PlanQuery> queries, SchemaState from, SchemaState to, EngineSql sql)
    {
        const string View = "view";
        foreach (var (view, back) in to.Objects.Where(o => o.ObjectType == View && from.FindObject(View, o.Schema, o.Name) is null).Select(o => (o, true))
            .Concat(from.Objects.Where(o => o.ObjectType == View && to.FindObject(View, o.Schema, o.Name) is null).Select(o => (o, false))))
        {
            if (EngineSql.CanWrite(view.Schema, view.Name))
            {
                queries.Add(new PlanQuery($"view {new Code(view.Name)} {(back ? "is back" : "is gone")}", sql.ViewExists(view.Schema, view.Name), back ? Back : Gone));
            }
        }
    }

    private static Code Of(TableState table) => new(table.Schema is null ? table.Name : table.Schema + "." + table.Name);

    private static Code Of(TableState table, string column) => new(Of(table).Text + "." + column);
}
