using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

/// <summary>Builds migrations from operations and lets the rules judge the last one; the earlier ones are released.</summary>
internal sealed class Trial
{
    private readonly List<Migration> _migrations = [];
    private Framework _framework = Framework.EfCore;
    private Engine _engine = Engine.PostgreSql;
    private int _inSet = 1;
    private string? _configuration;

    public static Trial Ef => new();

    public static Trial Fm => new() { _framework = Framework.FluentMigrator };

    public Trial On(Engine engine)
    {
        _engine = engine;
        return this;
    }

    /// <summary>What <c>migrationguard.json</c> says.</summary>
    public Trial With(string configuration)
    {
        _configuration = configuration;
        return this;
    }

    /// <summary>The last <paramref name="count"/> migrations are one unreleased set instead of the last one alone.</summary>
    public Trial LastInSet(int count)
    {
        _inSet = count;
        return this;
    }

    /// <summary>A migration with a Down that undoes nothing in particular but is there.</summary>
    public Trial Migration(params Operation[] up) => Migration(up, [new EnsureSchema { Name = "unrelated" }]);

    public Trial Migration(IReadOnlyList<Operation> up, IReadOnlyList<Operation> down, Func<Migration, Migration>? change = null)
    {
        var number = _migrations.Count + 1;
        var day = "202603" + number.ToString("00");
        var migration = new Migration
        {
            Id = _framework == Framework.EfCore ? day + "100000_M" + number : day + "1000",
            Version = _framework == Framework.EfCore ? null : long.Parse(day + "1000"),
            Framework = _framework,
            Context = _framework == Framework.EfCore ? "Shop.ShopContext" : null,
            ClassName = "Shop.M" + number,
            Up = new MigrationBody { Operations = up },
            Down = new MigrationBody { Operations = down },
        };
        _migrations.Add(change is null ? migration : change(migration));
        return this;
    }

    public IReadOnlyList<Finding> Judge() => Assess().Hazards;

    public Assessment Assess()
    {
        var versioned = _migrations.Where(migration => migration.Kind == MigrationKind.Versioned).ToList();
        var assessment = Guard.Assess(
            new ManifestDocument { Migrations = _migrations },
            new GuardInputs
            {
                Engine = _engine.ToName(),
                Released = versioned.Count > _inSet ? versioned[versioned.Count - _inSet - 1].Id : "none",
                Configuration = _configuration is null ? null : new ConfigurationText("migrationguard.json", _configuration),
                SettingsMustMatch = false,
            });
        Assert.DoesNotContain(assessment.Deployment.Problems, problem => problem.Rule is "MG0002" or "MG0003");
        return assessment;
    }

    public IReadOnlyList<Finding> Judge(string rule) => Judge().Where(finding => finding.Rule == rule).ToList();

    public Finding Fires(string rule)
    {
        var findings = Judge(rule);
        return Assert.Single(findings);
    }

    public void IsQuiet(string rule) => Assert.Empty(Judge(rule));
}

/// <summary>Short ways to write operations.</summary>
internal static class Op
{
    public static Column Text(string name, bool? nullable = true) => new() { Name = name, ClrType = "string", StoreType = "text", Nullable = nullable };

    public static Column Int(string name, bool? nullable = false) => new() { Name = name, ClrType = "int", StoreType = "integer", Nullable = nullable };

    public static Column Of(string name, string storeType, bool? nullable = false) => new() { Name = name, StoreType = storeType, Nullable = nullable };

    public static CreateTable Table(string table, params Column[] columns) => new() { Table = table, Columns = columns };

    public static AddColumn Add(string table, Column column) => new() { Table = table, Column = column };

    public static DropColumn Drop(string table, string column) => new() { Table = table, Name = column };

    public static DropTable DropTable(string table) => new() { Table = table };

    public static AlterColumn Alter(string table, Column to, Column? from) => new() { Table = table, Column = to, Old = from };

    public static UpdateData Update(string table, params string[] columns) => new() { Table = table, Columns = columns };

    public static UpdateData Copy(string table, string to, string from) =>
        new() { Table = table, Columns = [to], Reads = [from], Copies = [new ColumnCopy(to, from)] };

    public static UpdateData FillNulls(string table, string column) =>
        new() { Table = table, Columns = [column], Filter = new RowFilter(RowFilterKind.OnlyNull, [column]) };

    public static DeleteData Delete(string table) => new() { Table = table };

    public static Sql Sql(params Operation[] effects) => new()
    {
        Text = "SELECT 1",
        Statements = [new SqlStatement { Verb = "TEST", Understanding = SqlUnderstanding.Full, Effects = effects }],
    };
}
