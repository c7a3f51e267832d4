namespace MigrationGuard.Package;

/// <summary>Ways to open the gate without satisfying it. Each must end in one clear error.</summary>
public sealed class FailureTable(AttackBuilds builds) : IClassFixture<AttackBuilds>
{
    private const string File = "App/Migrations/Change.cs";
    private const string Customers = "Customers (column Email is dropped)";

    /// <summary>The gate of a line of its own, so that rows differ by a word.</summary>
    private static string Gate(string right = "", string wrong = "")
    {
        if (right.Length > 0)
        {
            Assert.Contains(right, Projects.Gate, StringComparison.Ordinal);
        }

        return right.Length == 0 ? Projects.Gate : Projects.Gate.Replace(right, wrong, StringComparison.Ordinal);
    }

    internal static IReadOnlyList<Attack> Attacks { get; } =
    [
        // Operations that do not look like what they do.
        Up("a column is dropped", Customers, """migrationBuilder.DropColumn(name: "Email", table: "Customers");"""),
        Up("a table is dropped", "Customers (the table is dropped", """migrationBuilder.DropTable("Customers");"""),
        Up("a schema is dropped", "schema", """migrationBuilder.DropSchema("sales");"""),
        Up("a table is renamed, then dropped", "Old (the table is dropped", """migrationBuilder.RenameTable("Customers", newName: "Old"); migrationBuilder.DropTable("Old");"""),
        Up("a table that is there already is created if missing, then dropped", "Customers",
            """migrationBuilder.Sql("CREATE TABLE IF NOT EXISTS \"Customers\" (\"Id\" integer)"); migrationBuilder.DropTable("Customers");"""),
        Up("a table is copied in part, then dropped", "Customers",
            """migrationBuilder.Sql("CREATE TABLE \"Kept\" AS SELECT * FROM \"Customers\" WHERE \"Id\" > 100"); migrationBuilder.DropTable("Customers");"""),
        Up("a table is copied, then both are dropped", "Customers",
            """migrationBuilder.Sql("CREATE TABLE \"Kept\" AS SELECT * FROM \"Customers\""); migrationBuilder.DropTable("Customers"); migrationBuilder.DropTable("Kept");"""),
        Up("the drop is SQL", Customers, """migrationBuilder.Sql("ALTER TABLE \"Customers\" DROP COLUMN \"Email\"");"""),
        Up("the drop hides behind a comment in SQL", Customers, """migrationBuilder.Sql("-- nothing here\n/* or here */ ALTER /* no */ TABLE \"Customers\" DROP COLUMN \"Email\"");"""),
        Up("the drop is the second statement", Customers, """migrationBuilder.Sql("SELECT 1; ALTER TABLE \"Customers\" DROP COLUMN \"Email\"");"""),
        Up("the drop is inside a DO block", "Customers", """migrationBuilder.Sql("DO $$ BEGIN DROP TABLE \"Customers\"; END $$");"""),
        Up("every row is deleted by SQL", "Customers", """migrationBuilder.Sql("DELETE FROM \"Customers\"");"""),
        Up("a table is truncated", "Customers", """migrationBuilder.Sql("TRUNCATE \"Customers\"");"""),
        Up("rows are deleted inside a WITH", "Customers", """migrationBuilder.Sql("WITH gone AS (DELETE FROM \"Customers\" RETURNING 1) SELECT count(*) FROM gone");"""),
        Up("every row is overwritten by SQL", "Customers", """migrationBuilder.Sql("UPDATE \"Customers\" SET \"Email\" = ''");"""),
        Up("a procedure is called", "a table that is not known", """migrationBuilder.Sql("CALL tidy_up()");"""),
        Up("the SQL is put together at run time", "a table that is not known", """migrationBuilder.Sql(Environment.GetEnvironmentVariable("SQL"));"""),
        Up("the SQL is executed as text", "Customers (the table is dropped", """migrationBuilder.Sql("DO $$ BEGIN EXECUTE 'DROP ' || 'TABLE \"Customers\"'; END $$");"""),
        Up("the SQL is executed as text that a query gives", "a table that is not known", """migrationBuilder.Sql("DO $$ BEGIN EXECUTE (SELECT body FROM jobs); END $$");"""),
        Up("NULLs are overwritten", "Customers", """migrationBuilder.AlterColumn<string>(name: "Email", table: "Customers", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);"""),
        Up("rows are deleted by key", "Customers", """migrationBuilder.DeleteData(table: "Customers", keyColumn: "Id", keyValue: 1);"""),
        Up("the operation is added to the list itself", "Customers",
            """migrationBuilder.Operations.Add(new Microsoft.EntityFrameworkCore.Migrations.Operations.DropColumnOperation { Name = "Email", Table = "Customers" });"""),
        Up("the call is dynamic", "a table that is not known", """((dynamic)migrationBuilder).DropTable("Customers");"""),
        Up("the call is reflection", "a table that is not known", """typeof(MigrationBuilder).GetMethod("DropTable")!.Invoke(migrationBuilder, new object?[] { "Customers", null });"""),
        Up("the call is a delegate", "Customers", """Action drop = () => migrationBuilder.DropTable("Customers"); drop();"""),
        Up("the call runs in a task", "Customers", """System.Threading.Tasks.Task.Run(() => migrationBuilder.DropTable("Customers")).Wait();"""),
        Up("the tables come from a file", "a table that is not known", """foreach (var table in System.IO.File.ReadAllLines("tables.txt")) { migrationBuilder.DropTable(table); }"""),
        Up("the drop stands behind a condition", "Customers", """if (DateTime.Now.Year > 2000) { migrationBuilder.DropTable("Customers"); }"""),
        Up("the drop stands behind another provider's branch", "Customers", """if (!migrationBuilder.ActiveProvider.Contains("SqlServer")) { migrationBuilder.DropTable("Customers"); }"""),
        Of("the drop is in a helper of another file", "MG6001", Customers, "", "Helper.Run(migrationBuilder);",
            ("App/Helper.cs", "static class Helper { public static void Run(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.DropColumn(\"Email\", \"Customers\"); }")),
        Of("the drop is in a base class", "MG6001", Customers, "", "Work(migrationBuilder);",
            ("App/Base.cs", "public abstract class Base : Microsoft.EntityFrameworkCore.Migrations.Migration { protected void Work(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.DropColumn(\"Email\", \"Customers\"); }"),
            baseClass: "Base"),
        Of("the operations are a property of the class", "MG6001", "a table that is not known", "", "",
            members: "public override System.Collections.Generic.IReadOnlyList<Microsoft.EntityFrameworkCore.Migrations.Operations.MigrationOperation> UpOperations => "
                + "new[] { new Microsoft.EntityFrameworkCore.Migrations.Operations.DropTableOperation { Name = \"Customers\" } };"),
        Of("the attribute that makes it a migration is in another part", "MG6001", Customers, "", Drop,
            ("App/Migrations/Change.Designer.cs", "namespace App.Migrations; [Microsoft.EntityFrameworkCore.Migrations.Migration(\"20260201000000_Change\")] partial class Change { }"), attributed: false),

        // Gates that are none.
        Gated("the gate is inside #if of another configuration", "MG6001", Customers, "\n#if RELEASE\n" + Projects.Gate + "\n#endif\n"),
        Gated("the gate is a comment", "MG6001", Customers, "/*" + Projects.Gate + "*/"),
        Of("the gate is on the base class", "MG6001", Customers, "", Drop,
            ("App/Base.cs", "[MigrationGuard.BackupGate(\"Customers\", Source = \"s\", Runbook = \"" + Projects.Runbook + "\", RestoreTestedOn = \"2026-11-01\", RestoreMinutes = 20, Owner = \"o\")] public abstract class Base : Microsoft.EntityFrameworkCore.Migrations.Migration { }"),
            baseClass: "Base"),
        Of("the gate is an attribute of that name from elsewhere", "MG6001", Customers, "[Fake.BackupGate(\"Customers\")] ", Drop,
            ("App/Fake.cs", "namespace Fake; public sealed class BackupGateAttribute(string table) : Attribute { public string Table => table; }")),
        Of("the gate is on a migration of another context", "MG6001", Customers, Projects.Gate, "",
            ("App/Second.cs", "namespace App.Migrations; public class SecondContext : Microsoft.EntityFrameworkCore.DbContext { } "
                + "[Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(SecondContext))] [Microsoft.EntityFrameworkCore.Migrations.Migration(\"20260202000000_Second\")] "
                + "public class Second : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migrationBuilder) { "
                + Drop + " } }")),
        Gated("an expand step drops", "MG6001", "expand step does not open", "[ExpandContract(MigrationPhase.Expand)] "),
        Gated("forward-only stands for a gate", "MG6001", Customers, "[ForwardOnly(\"we never roll back\")] "),
        Gated("the gate error is accepted", "MG6006", "errors of the gate cannot be accepted", "[AcceptHazard(\"MG6001\", \"we know\")] "),

        // Gates that do not hold.
        Gated("the gate names another table", "MG6002", Customers, Gate("\"Customers\"", "\"Orders\"")),
        Gated("the gate names the table of another schema", "MG6002", Customers, Gate("\"Customers\"", "\"sales.Customers\"")),
        Gated("the gate names the column", "MG6002", Customers, Gate("\"Customers\"", "\"Customers.Email\"")),
        Of("the gate covers one table of two", "MG6002", "Orders", Projects.Gate, Drop + """ migrationBuilder.DropTable("Orders");"""),
        Gated("the gate names no table", "MG6002", "it names no table", Gate("\"Customers\", ", "")),
        Gated("the gate names no source", "MG6002", "Source is missing", Gate("nightly snapshot", " ")),
        Gated("the gate names no runbook", "MG6002", "Runbook is missing", Gate("Runbook = \"docs/runbooks/restore-customers.md\", ", "")),
        Gated("the gate names no restore test", "MG6002", "RestoreTestedOn is missing", Gate("RestoreTestedOn = \"2026-11-01\", ", "")),
        Gated("the restore test is still to come", "MG6002", "still to come", Gate("2026-11-01", "2999-01-01")),
        Gated("the restore test is no day", "MG6002", "no day written", Gate("2026-11-01", "yesterday")),
        Gated("the restore took no time", "MG6002", "more than 0", Gate("RestoreMinutes = 20", "RestoreMinutes = -1")),
        Gated("nobody owns the restore", "MG6002", "Owner is missing", Gate(", Owner = \"dba on-call\"", "")),
        Gated("the runbook does not exist", "MG6003", "does not exist", Gate("restore-customers", "restore-nothing")),
        Gated("the runbook differs in case", "MG6003", "does not exist", Gate("docs/runbooks", "Docs/Runbooks")),
        Gated("the runbook is outside the repository", "MG6003", "inside the repository", Gate(Projects.Runbook, "../outside.md")),
        Gated("the path of the runbook leaves the repository and comes back", "MG6003", "inside the repository", Gate("docs/runbooks", "docs/../../x/docs/runbooks")),
        Gated("the runbook is a file of the machine", "MG6003", "inside the repository", Gate(Projects.Runbook, "/etc/hostname")),
        Gated("the runbook is an address", "MG6003", "inside the repository", Gate(Projects.Runbook, "https://wiki.example/restore")),
        Gated("the runbook is a folder", "MG6003", "does not exist", Gate("/restore-customers.md", "")),
        Gated("the runbook is a link out of the repository", "MG6003", "does not exist", Gate("restore-customers", "linked"),
            sandbox => System.IO.File.CreateSymbolicLink(sandbox.At("docs", "runbooks", "linked.md"), "/etc/hostname")),
        Gated("the runbook is empty", "MG6003", "empty", Projects.Gate, sandbox => sandbox.Write(Projects.Runbook, " \n")),
        Gated("the runbook says nothing about the table", "MG6003", "no section for Customers", Projects.Gate, sandbox => sandbox.Write(Projects.Runbook, "# Orders\n\nCustomers likewise.\n")),
        Gated("a contract names no expand step", "MG6004", "does not name", "[ExpandContract(MigrationPhase.Contract)] "),
        Gated("a contract names itself", "MG6004", "the migration itself", "[ExpandContract(MigrationPhase.Contract, ExpandedBy = \"20260201000000_Change\")] "),
        Gated("a contract names a migration that does not exist", "MG6004", "no migration of this context", "[ExpandContract(MigrationPhase.Contract, ExpandedBy = \"20250101000000_Nothing\")] "),
        Gated("a contract names a later migration", "MG6004", "runs later", "[ExpandContract(MigrationPhase.Contract, ExpandedBy = \"20270101000000_Start\")] ",
            sandbox => sandbox.Write("App/Migrations/Start.cs", Projects.Safe.Replace("20260101000000", "20270101000000", StringComparison.Ordinal))),

        // Acknowledgements.
        Gated("an acknowledgement gives no reason", "MG6006", "no reason", Projects.Gate + "[AcceptHazard(\"MG1001\", \" \")] "),
        Gated("an acknowledgement has ended", "MG6006", "ended on 2020-01-01", Projects.Gate + "[AcceptHazard(\"MG1001\", \"for a while\", Until = \"2020-01-01\")] "),
        Gated("an acknowledgement ends on no day", "MG6006", "no day", Projects.Gate + "[AcceptHazard(\"MG1001\", \"for a while\", Until = \"soon\")] "),
        Gated("an acknowledgement names no rule", "MG6006", "no rule", Projects.Gate + "[AcceptHazard(\"MG9999\", \"whatever\")] "),
        Gated("an acknowledgement accepts nothing", "MG6006", "accepts nothing", Projects.Gate + "[AcceptHazard(\"MG1002\", \"just in case\")] "),
        Gated("forward-only gives no reason", "MG6007", "without a reason", Projects.Gate + "[ForwardOnly(\"\")] "),

        // What is released.
        Dropping("a migration that does not exist is released", "MG0007", "20990101000000_Nothing") with { Properties = "MigrationGuardReleased=20990101000000_Nothing" },
        Dropping("the configuration is no JSON", "MG0003", "is no JSON", sandbox => sandbox.Write("migrationguard.json", "{ released: all")),
        Dropping("the configuration has a setting of its own", "MG0003", "gate", sandbox => sandbox.Write("migrationguard.json", "{ \"gate\": \"off\" }")),
        Dropping("the configuration does not exist", "MG0003", "does not exist") with { Properties = "MigrationGuardConfigurationFile=nowhere.json" },

        // Evidence.
        Dropping("the generator is taken out", "MG0001", "source generator", WithoutGenerator),
        Dropping("the generator is taken out after an honest build", "MG0001", "source generator") with { Tamper = WithoutGenerator },
        Tampered("the manifest is cut", "MG0002", "holds no manifest", text => text[..(text.Length / 2)]),
        Tampered("the manifest is emptied", "MG0002", "holds no manifest", _ => ""),
        Tampered("the dropped column is edited out of the manifest", "MG0002", "edited", text => text.Replace("\"op\":\"DropColumn\"", "\"op\":\"AddColumn2\"", StringComparison.Ordinal).Replace("AddColumn2", "DropIndex", StringComparison.Ordinal)),
        Tampered("the released migration is edited into the manifest", "MG0002", "edited", text => text.Replace("\"released\":\"none\"", "\"released\":\"20260201000000_Change\"", StringComparison.Ordinal)),
        Tampered("the manifest is one of an older package", "MG0002", "format version 0", text => text.Replace("\"schemaVersion\":1", "\"schemaVersion\":0", StringComparison.Ordinal)),
        Dropping("the source changes after the compile and keeps its time", "MG0002", "has changed since it was read") with
        {
            Tamper = sandbox =>
            {
                var time = System.IO.File.GetLastWriteTimeUtc(sandbox.At(File));
                System.IO.File.AppendAllText(sandbox.At(File), "// changed\n");
                System.IO.File.SetLastWriteTimeUtc(sandbox.At(File), time);
            },
        },
        Dropping("the intermediate folder of a harmless project is copied", "MG6001", Customers, sandbox => sandbox.Write(File, Projects.Safe)) with
        {
            Tamper = sandbox => sandbox.Write(File, Change("", Drop)),
        },
        Dropping("generated files are not wanted", "MG6001", Customers) with { Properties = "EmitCompilerGeneratedFiles=false" },
        Dropping("all rules are silenced", "MG6001", Customers) with { Properties = "NoWarn=MG0001%3BMG6001%3BMG1001;RunAnalyzers=false" },
        Dropping("the folder is generated code", "MG6001", Customers, sandbox => sandbox.Write(".editorconfig", "root = true\n[*.cs]\ngenerated_code = true\ndotnet_diagnostic.MG6001.severity = none\n")),
    ];

    private const string Drop = """migrationBuilder.DropColumn(name: "Email", table: "Customers");""";

    /// <summary>The rows, by name.</summary>
    public static TheoryData<string> Names() => [.. Attacks.Select(attack => attack.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fails_closed(string name)
    {
        var attack = Attacks.Single(candidate => candidate.Name == name);
        var errors = builds.ErrorsOf(attack);

        Assert.True(errors.Any(error => error.Code == attack.Code && error.Text.Contains(attack.Message, StringComparison.Ordinal)), name + " gave\n" + string.Join("\n", errors) + "\n\n" + builds.Output);
        Assert.All(errors, error => Assert.StartsWith("MG", error.Code, StringComparison.Ordinal));
        Assert.False(attack.Tamper is null && System.IO.File.Exists(builds.SandboxOf(attack).ShippedManifest), "What fails ships nothing");
    }

    private static Attack Up(string name, string message, string statements) => Of(name, "MG6001", message, "", statements);

    private static Attack Gated(string name, string code, string message, string gate, Action<Sandbox>? more = null)
    {
        var attack = Of(name, code, message, gate, Drop);
        return attack with { Arrange = attack.Arrange + more };
    }

    private static Attack Dropping(string name, string code, string message, Action<Sandbox>? more = null)
    {
        var attack = Of(name, code, message, "", Drop);
        return attack with { Arrange = attack.Arrange + more };
    }

    private static Attack Tampered(string name, string code, string message, Func<string, string> edit) => Dropping(name, code, message) with
    {
        Tamper = sandbox =>
        {
            var text = System.IO.File.ReadAllText(sandbox.Manifest);
            var edited = edit(text);
            Assert.NotEqual(text, edited);
            System.IO.File.WriteAllText(sandbox.Manifest, edited);
        },
    };

    private static Attack Of(
        string name, string code, string message, string attributes, string up, (string Path, string Content)? other = null, string baseClass = "Migration", string members = "", bool attributed = true) =>
        new(name, code, message)
        {
            Arrange = sandbox =>
            {
                sandbox.Write(File, Change(attributes, up, baseClass, members, attributed)).Write(Projects.Runbook, Projects.RunbookText);
                if (other is { } file)
                {
                    sandbox.Write(file.Path, file.Content);
                }
            },
            Properties = "MigrationGuardReleased=none",
        };

    private static string Change(string attributes, string up, string baseClass = "Migration", string members = "", bool attributed = true) => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;
        using MigrationGuard;
        namespace App.Migrations;
        {{(attributed ? "[Migration(\"20260201000000_Change\")]" : "")}}{{attributes}}
        public partial class Change : {{baseClass}}
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
            }
            {{members}}
        }
        """;

    private static void WithoutGenerator(Sandbox sandbox) => sandbox.Write("Directory.Build.targets", """
        <Project>
          <Target Name="RemoveGenerator" BeforeTargets="CoreCompile">
            <ItemGroup>
              <Analyzer Remove="@(Analyzer)" Condition="$([System.String]::new('%(Filename)').StartsWith('MigrationGuard'))" />
            </ItemGroup>
          </Target>
        </Project>
        """);
}
