using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Planning;

/// <summary>Makes migrations, operations and assessments in few words.</summary>
internal static class Make
{
    public static readonly DateTime Today = new(2026, 11, 21);

    public static Migration Ef(string id, Operation[] up, Operation[]? down = null, string? context = "Shop.ShopContext", MigrationDeclarations? declared = null) => new()
    {
        Id = id,
        Framework = Framework.EfCore,
        Context = context,
        ClassName = "Shop.Migrations." + (context is null ? "" : context.Substring(context.LastIndexOf('.') + 1) + ".") + id.Substring(id.IndexOf('_') + 1),
        Up = new MigrationBody { Operations = up },
        Down = down is null ? new MigrationBody { Kind = BodyKind.Missing } : new MigrationBody { Operations = down },
        Declarations = declared ?? MigrationDeclarations.None,
    };

    public static Migration Fm(long version, Operation[] up, Operation[]? down = null, string? name = null) => new()
    {
        Id = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Version = version,
        Framework = Framework.FluentMigrator,
        ClassName = "Shop.Migrations." + (name ?? "M" + version.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Up = new MigrationBody { Operations = up },
        Down = new MigrationBody { Operations = down ?? [] },
    };

    public static Column Column(string name, string? type = "text", bool? nullable = true, Literal? defaultValue = null) =>
        new() { Name = name, StoreType = type, Nullable = nullable, Default = defaultValue };

    public static CreateTable Table(string name, params Column[] columns) => new()
    {
        Table = name,
        Columns = columns.Length > 0 ? columns : [Column("Id", "integer", false), Column("Name"), Column("Email")],
        PrimaryKey = new KeyDefinition("PK_" + name, [columns.Length > 0 ? columns[0].Name : "Id"]),
    };

    public static AddColumn Add(string table, Column column) => new() { Table = table, Column = column };

    public static AddColumn Add(string table, string column) => new() { Table = table, Column = Column(column) };

    public static DropColumn Drop(string table, string column) => new() { Table = table, Name = column };

    public static DropTable DropTable(string table) => new() { Table = table };

    public static AlterColumn Alter(string table, Column column, Column? old = null) => new() { Table = table, Column = column, Old = old };

    public static Sql Sql(string text, params Operation[] effects) => new()
    {
        Text = text,
        Statements = [new SqlStatement { Verb = text.Split(' ')[0], Length = text.Length, Understanding = SqlUnderstanding.Full, Effects = effects }],
    };

    public static Sql Opaque(string? text = "EXEC fix_everything") => new()
    {
        Text = text,
        Statements = text is null ? [] : [new SqlStatement { Verb = "EXEC", Length = text.Length, Understanding = SqlUnderstanding.None, Reason = "a procedure is called" }],
    };

    public static MigrationDeclarations Backup(params string[] tables) => new() { BackupGates = [Gate(tables)] };

    public static BackupGateDeclaration Gate(params string[] tables) => new()
    {
        Tables = tables,
        Source = "nightly snapshot",
        Runbook = "docs/runbooks/restore.md",
        RestoreTestedOn = "2026-11-01",
        RestoreMinutes = 20,
        Owner = "dba on-call",
    };

    public static MigrationDeclarations Contract(string? expandedBy) =>
        new() { ExpandContract = new ExpandContractDeclaration { Phase = MigrationPhase.Contract, ExpandedBy = expandedBy } };

    public static ManifestDocument Manifest(string released, Engine engine, params Migration[] migrations) => new()
    {
        Project = "Shop",
        Settings = new ManifestSettings { Released = released, Engine = engine.ToName() },
        Migrations = migrations,
    };

    public static Assessment Assess(string released, Engine engine, params Migration[] migrations) =>
        Guard.Assess(Manifest(released, engine, migrations), Inputs(released, engine));

    public static Assessment Assess(string released, params Migration[] migrations) => Assess(released, Engine.PostgreSql, migrations);

    public static GuardInputs Inputs(string released, Engine engine = Engine.PostgreSql) =>
        new() { Released = released, Engine = engine.ToName(), Today = Today, Files = new Files("docs/runbooks/restore.md") };

    public static string[] Failures(this Assessment assessment) => assessment.Gate.Failures.Select(failure => failure.Finding.Rule).ToArray();

    /// <summary>Runbooks at those paths, with a section for each table that the tests back up.</summary>
    public sealed class Files(params string[] paths) : IGateFiles
    {
        public string? Read(string path) =>
            paths.Contains(path) ? "# Restore from the nightly snapshot\n\n## Customers\n\n1. …\n\n## Orders\n\n1. …\n" : null;
    }
}
