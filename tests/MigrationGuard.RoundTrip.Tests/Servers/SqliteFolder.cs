using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MigrationGuard.RoundTrip.Servers;

/// <summary>SQLite databases as files of a temporary folder.</summary>
internal sealed class SqliteFolder : TestServer
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("migration-guard-sqlite.");
    private int _databases;

    public override Engine Engine => Engine.Sqlite;

    public override void CreateTemplate(string name, Action<TestDatabase> fill) => fill(new Database(Template(name)));

    public override TestDatabase FromTemplate(string name)
    {
        var file = Path.Combine(_folder.FullName, Interlocked.Increment(ref _databases) + ".db");
        File.Copy(Template(name), file);
        return new Database(file);
    }

    private string Template(string name) => Path.Combine(_folder.FullName, name + ".template.db");

    public override void Dispose() => _folder.Delete(recursive: true);

    // The provider asks for a newer assembly version of SQLitePCLRaw than every feed holds; the one beside the tests has all it uses.
    [ModuleInitializer]
    internal static void LoadAnyVersionOfSqlite() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name!.StartsWith("SQLitePCLRaw", StringComparison.Ordinal)
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, name.Name + ".dll"))
            : null;

    private sealed class Database(string file) : TestDatabase
    {
        private string ConnectionString => "Data Source=" + file + ";Pooling=false;Foreign Keys=true";

        public override DbConnection Open()
        {
            var connection = new SqliteConnection(ConnectionString);
            connection.Open();
            Execute(connection, "PRAGMA synchronous = OFF");
            return connection;
        }

        public override void Use(DbContextOptionsBuilder options, Assembly migrations) => options
            .UseSqlite("Data Source=" + file + ";Pooling=false", sqlite => sqlite.MigrationsAssembly(migrations))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

        public override DatabaseSchema ReadSchema(DbConnection connection) => SqliteSchema.Read(connection);

        public override void Dispose() => File.Delete(file);
    }
}
