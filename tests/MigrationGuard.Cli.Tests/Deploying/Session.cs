using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Cli.Deploying;

/// <summary>A folder with a manifest, and the command line run in this process.</summary>
internal sealed class Session : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("migration guard ü ").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public string Write(ManifestDocument manifest, string name = "Shop.migrations.json") => Write(name, ManifestWriter.Write(manifest));

    public static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = CommandLine.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>A shop of three migrations: a table, a column more, and a column less.</summary>
    public static ManifestDocument Shop(Engine engine = Engine.PostgreSql, string? context = "Shop.ShopContext", Framework framework = Framework.EfCore) => new()
    {
        Project = "Shop",
        Assembly = "Shop",
        ProviderReferences = [engine],
        Migrations =
        [
            Migration(1, "Initial", framework, context, new CreateTable
            {
                Table = "Customers",
                Columns = [new Column { Name = "Id", ClrType = "int", StoreType = "integer" }, new Column { Name = "Email", ClrType = "string", StoreType = "text", Nullable = true }],
            }),
            Migration(2, "AddCity", framework, context, new AddColumn { Table = "Customers", Column = new Column { Name = "City", ClrType = "string", StoreType = "text", Nullable = true } }),
            Migration(3, "DropEmail", framework, context, new DropColumn { Table = "Customers", Name = "Email" }),
        ],
    };

    public static Migration Migration(int number, string name, Framework framework, string? context, params Operation[] up)
    {
        var version = 20260100000000 + number;
        return new Migration
        {
            Id = framework == Framework.EfCore ? version + "_" + name : version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Version = framework == Framework.EfCore ? null : version,
            Framework = framework,
            Context = framework == Framework.EfCore ? context : null,
            ClassName = "Shop.Migrations." + name,
            Up = new MigrationBody { Operations = up },
        };
    }
}
