using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Which engines a project can talk to, from the names of the assemblies it references.</summary>
internal static class ProviderReferences
{
    private static readonly Dictionary<string, Engine> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Npgsql.EntityFrameworkCore.PostgreSQL"] = Engine.PostgreSql,
        ["Microsoft.EntityFrameworkCore.SqlServer"] = Engine.SqlServer,
        ["Microsoft.EntityFrameworkCore.Sqlite"] = Engine.Sqlite,
        ["Pomelo.EntityFrameworkCore.MySql"] = Engine.MySql,
        ["MySql.EntityFrameworkCore"] = Engine.MySql,
        ["FluentMigrator.Runner.Postgres"] = Engine.PostgreSql,
        ["FluentMigrator.Runner.SqlServer"] = Engine.SqlServer,
        ["FluentMigrator.Runner.SQLite"] = Engine.Sqlite,
        ["FluentMigrator.Runner.MySql"] = Engine.MySql,
    };

    public static IReadOnlyList<Engine> Of(Compilation compilation)
    {
        var engines = new SortedSet<Engine>();
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (Providers.TryGetValue(reference.Name, out var engine))
            {
                engines.Add(engine);
            }
        }

        return [.. engines];
    }
}
