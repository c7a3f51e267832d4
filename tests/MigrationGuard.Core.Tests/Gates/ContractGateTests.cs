using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Core.Tests.Gates;

/// <summary>
/// A contract step is proven across migrations, or the gate stays closed and says what is missing. Customers (Id, Name, Email, Score numeric(10,2)) is old; what
/// stands before the last text is released.
/// </summary>
public sealed class ContractGateTests
{
    private const string Expand = "20260201000000_Expand";
    private const string AddMail = "ALTER TABLE Customers ADD Mail text; UPDATE Customers SET Mail = Email";
    private const string AddLower = "ALTER TABLE Customers ADD Mail text; UPDATE Customers SET Mail = lower(Email)";
    private const string DropEmail = "ALTER TABLE Customers DROP COLUMN Email";

    [Theory]
    [InlineData(AddMail, DropEmail)]
    [InlineData("ALTER TABLE Customers ADD Mail text", "UPDATE Customers SET Mail = Email WHERE Mail IS NULL", DropEmail)]
    [InlineData("ALTER TABLE Customers ADD Mail text", "UPDATE Customers SET Mail = lower(trim(Email)) WHERE Email IS NOT NULL", DropEmail)]
    [InlineData("ALTER TABLE Customers ADD Mail text", "UPDATE Customers SET Mail = lower(Email) WHERE Mail IS NULL; " + DropEmail)]
    [InlineData(AddMail, "ALTER TABLE Customers RENAME COLUMN Email TO OldEmail", "ALTER TABLE Customers DROP COLUMN OldEmail")]
    [InlineData("ALTER TABLE Customers ADD FullName text; UPDATE Customers SET FullName = Name || Email", "ALTER TABLE Customers DROP COLUMN Name; " + DropEmail)]
    [InlineData("ALTER TABLE Customers ADD Points numeric(12,2); UPDATE Customers SET Points = Score", "ALTER TABLE Customers DROP COLUMN Score")]
    [InlineData("ALTER TABLE Customers ADD Cents bigint; UPDATE Customers SET Cents = round(Score * 100)", "ALTER TABLE Customers DROP COLUMN Score")]
    [InlineData(AddMail, "ALTER TABLE Customers RENAME COLUMN Mail TO ContactMail", DropEmail)]
    [InlineData(AddMail, "ALTER TABLE Customers RENAME TO Clients", "ALTER TABLE Clients DROP COLUMN Email")]
    [InlineData("CREATE TABLE Mails (CustomerId int, Mail text); INSERT INTO Mails SELECT Id, Email FROM Customers", DropEmail)]
    [InlineData("CREATE TABLE Mails AS SELECT Id, Email FROM Customers WHERE Email IS NOT NULL", DropEmail)]
    [InlineData("CREATE TABLE Mails (CustomerId int, Mail text)", "UPDATE Mails SET Mail = c.Email FROM Customers c WHERE c.Id = Mails.CustomerId", DropEmail)]
    [InlineData("CREATE TABLE Clients (Id int, Name text, Email text, Score numeric); INSERT INTO Clients SELECT * FROM Customers", "DROP TABLE Customers")]
    [InlineData("ALTER TABLE Customers ADD Points integer; UPDATE Customers SET Points = Score::integer", "ALTER TABLE Customers ALTER COLUMN Score TYPE integer")]
    [InlineData("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE column_name = 'mail') THEN ALTER TABLE Customers ADD Mail text; END IF; END $$; UPDATE Customers SET Mail = Email", DropEmail)]
    public void A_contract_step_whose_replacement_is_there_and_filled_opens_the_gate(params string[] texts)
    {
        var assessment = Assess(texts);

        Assert.Empty(assessment.Gate.Failures.Select(failure => failure.Finding.Message));
        Assert.True(Assert.Single(assessment.Gate.Gates).Verified);
    }

    [Theory]
    [InlineData("no replacement", "adds nothing that is still there and could replace Customers.Email", "CREATE INDEX ix ON Customers (Name)", DropEmail)]
    [InlineData("no replacement", "could replace Customers.Email", AddMail, "ALTER TABLE Customers DROP COLUMN Mail", DropEmail)]
    [InlineData("no replacement", "could replace Customers", "CREATE TABLE Clients AS SELECT * FROM Customers", "DROP TABLE Clients", "DROP TABLE Customers")]
    [InlineData("nothing fills", "from Customers.Email", "ALTER TABLE Customers ADD Mail text", DropEmail)]
    [InlineData("nothing fills", "from Customers.Email", "ALTER TABLE Customers ADD Mail text; UPDATE Customers SET Mail = Name", DropEmail)]
    [InlineData("nothing fills", "from Customers.Email", "ALTER TABLE Customers ADD Mail text; UPDATE Customers SET Name = Email", DropEmail)]
    [InlineData("nothing fills", "from Customers.Email", "ALTER TABLE Customers ADD Mail text", "UPDATE Customers SET Mail = Email WHERE Id = 1", DropEmail)]
    [InlineData("nothing fills", "from Customers.Email", "ALTER TABLE Customers ADD Mail text", "UPDATE Customers SET Mail = Email WHERE 1 = 0", DropEmail)]
    [InlineData("nothing fills", "from Customers.Email", "ALTER TABLE Orders ADD Mail text; UPDATE Orders SET Mail = Email", DropEmail)]
    [InlineData("nothing fills", "from Customers.Name", "ALTER TABLE Customers ADD Mail text; UPDATE Customers SET Mail = Email", DropEmail + "; ALTER TABLE Customers DROP COLUMN Name")]
    [InlineData("nothing fills", "from Customers", "CREATE TABLE Clients (Id int)", "DROP TABLE Customers")]
    [InlineData("nothing fills", "from Customers", "CREATE TABLE Clients (Id int); INSERT INTO Clients SELECT Id FROM Orders", "DROP TABLE Customers")]
    [InlineData("no replacement", "could replace Customers.Mail", AddMail, "UPDATE Customers SET Mail = Email; " + DropEmail)]
    [InlineData("cannot hold", "Customers.Score cannot hold", "ALTER TABLE Customers ADD Points integer; UPDATE Customers SET Points = Score", "ALTER TABLE Customers DROP COLUMN Score")]
    public void A_missing_proof_is_an_error_of_its_own(string effect, string message, params string[] texts)
    {
        var failures = Assess(texts).Gate.Failures;

        Assert.All(failures, failure => Assert.Equal("MG6004", failure.Finding.Rule));
        Assert.Contains(failures, failure => failure.Finding.Effect.Contains(effect, StringComparison.Ordinal) && failure.Finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(failures, failure => Assert.EndsWith(".", failure.Finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_expand_step_that_is_not_released_proves_nothing()
    {
        var failure = Assert.Single(Assess("20260101000000_Initial", AddLower, DropEmail).Gate.Failures);

        Assert.Equal(("MG6004", "expand step not released"), (failure.Finding.Rule, failure.Finding.Effect));
        Assert.Contains(Expand + " is not released", failure.Finding.Message, StringComparison.Ordinal);
        Assert.Equal("expand step not released", Assert.Single(Assess("20260101000000_Initial", ["ALTER TABLE Customers ADD Mail text", "UPDATE Customers SET Mail = lower(Email)", DropEmail]).Gate.Failures).Finding.Effect);
    }

    [Fact]
    public void Values_that_are_copied_in_the_same_set_need_no_contract_gate() => Assert.Empty(Assess("20260101000000_Initial", AddMail, DropEmail).Failures());

    [Fact]
    public void Without_a_word_on_releases_nothing_is_proven()
    {
        var failure = Assert.Single(Assess("", AddMail, DropEmail).Gate.Failures, failure => failure.Finding.Rule == "MG6004");

        Assert.Equal("expand step not known to be released", failure.Finding.Effect);
        Assert.Contains("Set MigrationGuardReleased", failure.Finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_missing_proof_is_named() => Assert.Equal(
        ["expand step not released", "nothing fills the replacement", "the expand step created no replacement"],
        Assess("20260101000000_Initial", "ALTER TABLE Customers ADD Mail text", DropEmail).Gate.Failures
            .Concat(Assess("CREATE INDEX ix ON Customers (Name)", DropEmail).Gate.Failures)
            .Select(failure => failure.Finding.Effect).Order(StringComparer.Ordinal));

    [Fact]
    public void What_a_backup_gate_covers_needs_no_replacement()
    {
        var declared = Make.Contract(Expand) with { BackupGates = [Make.Gate("Orders")] };

        Assert.Empty(Assess("20260201000000_Expand", declared, AddMail, DropEmail + "; DELETE FROM Orders").Failures());
        Assert.Equal(["MG6004"], Assess("20260201000000_Expand", declared, "ALTER TABLE Customers ADD Mail text", DropEmail + "; DELETE FROM Orders").Failures());
        Assert.Equal(["MG6004"], Assess("20260201000000_Expand", Make.Contract(Expand), AddMail, DropEmail + "; DELETE FROM Orders").Failures());
    }

    [Fact]
    public void What_is_not_understood_is_not_vouched_for_although_the_rest_is_copied() => Assert.Equal(
        ["MG6004"],
        Assess("20260201000000_Expand", Make.Contract(Expand), "CREATE INDEX ix ON Customers (Name)", "CREATE TABLE Kept AS SELECT * FROM Customers; DROP TABLE Customers; CALL tidy()").Failures());

    [Fact]
    public void Calls_of_the_builder_prove_as_much_as_SQL()
    {
        var expand = Make.Ef(Expand, [Make.Add("Customers", "Mail"), new UpdateData { Table = "Customers", Columns = ["Mail"], Reads = ["Email"] }], []);
        var contract = Make.Ef("20260301000000_Contract", [Make.Drop("Customers", "Email")], [], declared: Make.Contract("Expand"));

        Assert.Empty(Make.Assess(Expand, s_create, expand, contract).Failures());
    }

    [Theory]
    [InlineData("Email", "DROP COLUMN Email", "Customers.Email")]
    [InlineData("Name", "DROP COLUMN Email", null)]
    [InlineData(null, "DROP COLUMN Email", null)]
    public void A_column_that_the_model_still_maps_is_still_used(string? mapped, string change, string? subject)
    {
        var table = new ModelTable { Table = "Customers", Definition = mapped is null ? [] : [Make.Table("Customers", Make.Column("Id"), Make.Column(mapped))] };
        var contract = Make.Ef("20260301000000_Contract", [new Sql { Text = "ALTER TABLE Customers " + change }], [], declared: Make.Contract(Expand))
            with
        { ModelReading = ModelReading.Designer, ModelTables = [table] };

        var failures = Make.Assess(Expand, s_create, Make.Ef(Expand, [new Sql { Text = AddMail }], []), contract).Gate.Failures;

        Assert.Equal(subject is null ? [] : [("MG6004", subject, "the code still maps it")], failures.Select(failure => (failure.Finding.Rule, failure.Finding.Object, failure.Finding.Effect)));
    }

    [Fact]
    public void What_is_removed_is_looked_up_in_the_model_that_is_left_and_in_that_of_the_running_release()
    {
        var expand = Make.Ef(Expand, [new Sql { Text = AddMail }], []);
        var contract = Make.Ef("20260301000000_Contract", [new Sql { Text = DropEmail + "; DELETE FROM Logs" }, Make.DropTable("Orders")], [], declared: Make.Contract(Expand));

        var needs = Execution.ModelNeeds.Of(Make.Manifest(Expand, Engine.PostgreSql, s_create, expand, contract), Make.Inputs(Expand));

        Assert.Equal([expand.ClassName, contract.ClassName], needs.Select(need => need.ClassName));
        Assert.All(needs, need => Assert.Equal(["Customers", "Orders"], need.Tables.Select(table => table.Table)));
    }

    [Fact]
    public void Where_nobody_says_what_is_released_only_contract_steps_ask_for_the_model()
    {
        var expand = Make.Ef(Expand, [new Sql { Text = AddMail }], []);
        var contract = Make.Ef("20260301000000_Contract", [new Sql { Text = DropEmail }], [], declared: Make.Contract(Expand));
        var drop = Make.Ef("20260302000000_Drop", [Make.DropTable("Orders"), new RenameColumn { Table = "Customers", Name = "Mail", NewName = "Address" }], []);

        var need = Assert.Single(Execution.ModelNeeds.Of(Make.Manifest("", Engine.PostgreSql, s_create, expand, contract, drop), Make.Inputs("")));

        Assert.Equal((contract.ClassName, "Customers"), (need.ClassName, Assert.Single(need.Tables).Table));
    }

    [Fact]
    public void FluentMigrator_versions_are_names_too()
    {
        var create = Make.Fm(1, [Make.Table("Customers")]);
        var expand = Make.Fm(2, [Make.Add("Customers", "Mail"), new Sql { Text = "UPDATE Customers SET Mail = Email" }]);
        var contract = Make.Fm(3, [Make.Drop("Customers", "Email")]) with { Declarations = Make.Contract("2") };

        Assert.Empty(Make.Assess("2", create, expand, contract).Failures());
    }

    [Fact]
    public void A_contract_step_behind_thousands_of_migrations_is_judged_at_once()
    {
        var between = Enumerable.Range(0, 5_000).Select(i => Make.Ef("20260202" + i.ToString("000000") + "_Fill", [new Sql { Text = "UPDATE Customers SET Name = Name WHERE Id > 7" }], []));
        var drops = string.Join("; ", Enumerable.Range(0, 50).Select(_ => DropEmail));
        Migration[] migrations =
        [
            s_create,
            Make.Ef(Expand, [new Sql { Text = AddMail }], []),
            .. between,
            Make.Ef("20260301000000_Contract", [new Sql { Text = drops }], [], declared: Make.Contract(Expand)),
        ];
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Empty(Make.Assess("20260202004999_Fill", migrations).Failures());
        Assert.True(watch.Elapsed.TotalSeconds < 20, watch.Elapsed.ToString());
    }

    private static readonly Migration s_create = Make.Ef(
        "20260101000000_Initial",
        [
            Make.Table("Customers", Make.Column("Id", "int", false), Make.Column("Name"), Make.Column("Email"), Make.Column("Score", "numeric(10,2)")),
            Make.Table("Orders", Make.Column("Id", "int", false), Make.Column("Email")),
        ],
        []);

    private static Assessment Assess(params string[] texts) => Assess(texts.Length > 2 ? "20260202000000_Between" : Expand, texts);

    private static Assessment Assess(string released, string expand, string contract) => Assess(released, [expand, contract]);

    private static Assessment Assess(string released, string[] texts) => Assess(released, Make.Contract(Expand), texts);

    private static Assessment Assess(string released, MigrationDeclarations declared, params string[] texts)
    {
        var migrations = texts.Select((text, i) => i == 0
            ? Make.Ef(Expand, [new Sql { Text = text }], [])
            : i < texts.Length - 1
                ? Make.Ef("20260202000000_Between", [new Sql { Text = text }], [])
                : Make.Ef("20260301000000_Contract", [new Sql { Text = text }], [], declared: declared));
        return Make.Assess(released, [s_create, .. migrations]);
    }
}
