using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;

namespace MigrationGuard.Core.Tests.Rules;

/// <summary>The rules about the running release, where an example of their pages would not say enough: what they are quiet about, and that the class thinks as they do.</summary>
public sealed class RunningReleaseRuleTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Text("Email"), Op.Int("Age", nullable: true), Op.Text("Name", nullable: false)) with
    {
        PrimaryKey = new KeyDefinition("PK_Customers", ["Id"]),
        Checks = [new CheckDefinition("CK_Age", "\"Age\" > 0")],
    };

    private static readonly CreateTable Orders = Op.Table("Orders", Op.Int("Id"), Op.Int("CustomerId")) with
    {
        PrimaryKey = new KeyDefinition("PK_Orders", ["Id"]),
        ForeignKeys = [new ForeignKeyDefinition { Name = "FK_Orders_Customers", Columns = ["CustomerId"], PrincipalTable = "Customers", PrincipalColumns = ["Id"], OnDelete = "Cascade" }],
    };

    public static TheoryData<string, Operation> Breaking => new()
    {
        { "MG3001", new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" } },
        { "MG3001", new RenameTable { Table = "Customers", NewName = "Clients" } },
        { "MG3003", Op.Add("Customers", Op.Text("City", nullable: false)) },
        { "MG3004", Op.Alter("Customers", Op.Int("Age"), Op.Int("Age", nullable: true)) },
        { "MG3004", new AddCheckConstraint { Table = "Customers", Check = new CheckDefinition("CK_New", "\"Age\" > 18") } },
        { "MG3004", new AddForeignKey { Table = "Orders", ForeignKey = new ForeignKeyDefinition { Name = "FK2", Columns = ["Id"], PrincipalTable = "Customers" } } },
        { "MG3005", Op.Alter("Customers", Op.Of("Name", "bytea"), Op.Text("Name", nullable: false)) },
    };

    public static TheoryData<string, Operation[]> Harmless => new()
    {
        { "a key under another name", [new DropPrimaryKey { Table = "Customers", Name = "PK_Customers" }, new AddPrimaryKey { Table = "Customers", Key = new KeyDefinition("PK_Clients", ["Id"]) }] },
        { "a reference with another rule", [new DropForeignKey { Table = "Orders", Name = "FK_Orders_Customers" }, new AddForeignKey { Table = "Orders", ForeignKey = Orders.ForeignKeys[0] with { OnDelete = "Restrict" } }] },
        { "a check under another name", [new DropCheckConstraint { Table = "Customers", Name = "CK_Age" }, new AddCheckConstraint { Table = "Customers", Check = new CheckDefinition("CK_Adult", "\"Age\" > 0") }] },
        { "a unique index over more than the key", [new CreateIndex { Table = "Customers", Name = "UX", Columns = ["Id", "Email"], Unique = true }] },
        { "a new optional unique column", [Op.Add("Customers", Op.Text("Code")), new CreateIndex { Table = "Customers", Name = "UX", Columns = ["Code"], Unique = true }] },
        { "a unique index over a new optional column and an old one", [Op.Add("Customers", Op.Text("Code")), new CreateIndex { Table = "Customers", Name = "UX", Columns = ["Age", "Code"], Unique = true }] },
        { "a column that is required only for a moment", [Op.Add("Customers", Op.Text("City", nullable: false)), Op.Alter("Customers", Op.Text("City"), Op.Text("City", nullable: false))] },
        { "a new column under its second name", [Op.Add("Customers", Op.Text("City")), new RenameColumn { Table = "Customers", Name = "City", NewName = "Town" }] },
        { "a name that is taken back", [new RenameTable { Table = "Customers", NewName = "Clients" }, new RenameTable { Table = "Clients", NewName = "Customers" }] },
    };

    [Theory]
    [MemberData(nameof(Breaking))]
    public void What_breaks_the_previous_release_is_said_and_decides_about_the_class(string rule, Operation operation)
    {
        var trial = Trial.Ef.Migration(Customers, Orders).Migration([operation], []);

        Assert.Single(trial.Judge(rule));
        var rollback = trial.Assess().Rollback;
        Assert.NotEqual(RollbackClass.Instant, rollback.Class);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void What_the_previous_release_does_not_notice_is_not_said_and_leaves_the_class_alone(string what, Operation[] operations)
    {
        var trial = Trial.Ef.Migration(Customers, Orders).Migration(operations, []);

        Assert.True(trial.Judge().All(finding => !finding.Rule.StartsWith("MG3", StringComparison.Ordinal)), what);
        Assert.Equal(RollbackClass.Instant, trial.Assess().Rollback.Class);
    }

    [Theory]
    [MemberData(nameof(Breaking))]
    public void Nothing_is_said_where_the_application_is_stopped_meanwhile_and_the_class_stays(string rule, Operation operation)
    {
        var assessment = Downtime([operation]);

        Assert.DoesNotContain(assessment.Hazards, finding => finding.Rule == rule);
        Assert.NotEqual(RollbackClass.Instant, assessment.Rollback.Class);
    }

    [Fact]
    public void A_default_that_goes_without_stopping_anything_is_said_and_leaves_the_class_alone()
    {
        var state = Op.Text("State") with { Default = Literal.OfString("new") };
        var trial = Trial.Ef.Migration(Op.Table("Orders", Op.Int("Id"), state)).Migration([Op.Alter("Orders", Op.Text("State"), state)], []);

        Assert.Equal("rows of the previous release get another value", trial.Fires("MG3006").Effect);
        Assert.Equal(RollbackClass.Instant, trial.Assess().Rollback.Class);
    }

    [Fact]
    public void A_default_that_only_filled_the_rows_that_existed_is_relied_on_by_nobody()
    {
        var trial = Trial.Ef.On(Engine.SqlServer)
            .Migration(Op.Table("Orders", Op.Int("Id")))
            .Migration(Op.Add("Orders", Op.Of("Count", "int") with { Default = Literal.OfNumber("0") }))
            .Migration([Op.Alter("Orders", Op.Of("Count", "int") with { Comment = "how many" }, Op.Of("Count", "int"))], []);

        trial.IsQuiet("MG3006");
        Assert.Equal(RollbackClass.Instant, trial.Assess().Rollback.Class);
    }

    [Theory]
    [InlineData("", "MG3002")]
    [InlineData("Email", "MG3002")]
    [InlineData("Name", null)]
    public void A_drop_is_judged_by_the_model_of_the_last_released_migration(string mapped, string? rule)
    {
        var known = mapped.Length == 0
            ? (Func<Migration, Migration>?)null
            : migration => migration with
            {
                ModelReading = ModelReading.Designer,
                ModelTables = [new ModelTable { Table = "Customers", Definition = [Op.Table("Customers", Op.Int("Id"), Op.Text(mapped))] }],
            };
        var trial = Trial.Ef.Migration([Customers], [], known).Migration([Op.Drop("Customers", "Email")], []);

        Assert.Equal(rule is null ? [] : [rule], trial.Judge("MG3002").Select(finding => finding.Rule));
    }

    [Fact]
    public void SQLite_hands_out_a_number_as_whatever_number_is_asked_for()
    {
        var from = Op.Of("C", "INTEGER") with { ClrType = "int" };
        var trial = Trial.Ef.On(Engine.Sqlite).Migration(Op.Table("T", Op.Of("Id", "INTEGER"), from)).Migration([Op.Alter("T", Op.Of("C", "REAL") with { ClrType = "float" }, from)], []);

        trial.IsQuiet("MG3005");
    }

    [Fact]
    public void A_drop_that_nobody_knows_anything_about_is_information()
    {
        var severity = Trial.Fm.Migration(Customers).Migration([Op.Drop("Customers", "Email")], []).Fires("MG3002").Severity;

        Assert.Equal(MigrationGuard.Rules.Severity.Info, severity);
    }

    [Fact]
    public void A_key_that_takes_a_column_more_lets_in_what_it_let_in_before()
    {
        var trial = Trial.Ef.Migration(Customers).Migration(
            [new DropPrimaryKey { Table = "Customers", Name = "PK_Customers" }, new AddPrimaryKey { Table = "Customers", Key = new KeyDefinition("PK_Customers", ["Id", "Name"]) }],
            []);

        trial.IsQuiet("MG3004");
    }

    [Fact]
    public void What_this_release_still_maps_is_said_even_where_the_application_is_stopped()
    {
        var assessment = Downtime(
            [Op.Drop("Customers", "Email")],
            migration => migration with { ModelReading = ModelReading.Designer, ModelTables = [new ModelTable { Table = "Customers", Definition = [Customers] }] });

        Assert.Equal("the code of this release still maps it", Assert.Single(assessment.Hazards, finding => finding.Rule == "MG3002").Effect);
    }

    [Fact]
    public void Whoever_drops_a_column_and_adds_it_again_with_another_type_changes_its_type()
    {
        var trial = Trial.Ef.Migration(Customers).Migration([Op.Drop("Customers", "Email"), Op.Add("Customers", Op.Int("Email", nullable: true))], []);

        trial.IsQuiet("MG3002");
        trial.Fires("MG3005");
    }

    [Fact]
    public void A_table_that_is_built_anew_by_hand_is_the_same_table()
    {
        var trial = Trial.Ef.Migration(Customers).Migration(
            [
                Customers with { Table = "Customers_new" },
                new InsertData { Table = "Customers_new", CopiedFrom = new CopySource(null, "Customers", null, true) },
                Op.DropTable("Customers"),
                new RenameTable { Table = "Customers_new", NewName = "Customers" },
            ],
            []);

        Assert.DoesNotContain(trial.Judge(), finding => finding.Rule.StartsWith("MG3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Engine.SqlServer, "int", "bigint", true)]
    [InlineData(Engine.SqlServer, "real", "float", true)]
    [InlineData(Engine.SqlServer, "nvarchar(20)", "nvarchar(40)", false)]
    [InlineData(Engine.PostgreSql, "integer", "bigint", false)]
    [InlineData(Engine.PostgreSql, "real", "double precision", true)]
    [InlineData(Engine.PostgreSql, "timestamp without time zone", "timestamp with time zone", true)]
    [InlineData(Engine.SqlServer, "decimal(18,2)", "decimal(18,4)", false)]
    [InlineData(Engine.MySql, "int", "bigint", false)]
    [InlineData(Engine.MySql, "float", "double", false)]
    public void Whether_a_wider_type_is_read_depends_on_the_driver(Engine engine, string from, string to, bool breaks)
    {
        Trial Change(Trial trial) => trial.On(engine).Migration(Op.Table("T", Op.Of("Id", "int"), Op.Of("C", from))).Migration([Op.Alter("T", Op.Of("C", to), Op.Of("C", from))], []);

        Assert.Equal(breaks, Change(Trial.Ef).Judge("MG3005").Count == 1);

        // What reads the columns of FluentMigrator's tables is not known; most libraries convert.
        Assert.Equal(breaks && from.StartsWith("timestamp", StringComparison.Ordinal), Change(Trial.Fm).Judge("MG3005").Count == 1);
    }

    [Theory]
    [InlineData("gen_random_uuid()", false)]
    [InlineData("now()", true)]
    public void A_unique_new_column_is_refused_only_where_its_default_repeats(string expression, bool refused)
    {
        var trial = Trial.Ef.Migration(Customers).Migration(
            [
                Op.Add("Customers", Op.Of("Code", "text") with { DefaultSql = expression }),
                new CreateIndex { Table = "Customers", Name = "UX", Columns = ["Code"], Unique = true },
            ],
            []);

        Assert.Equal(refused, trial.Judge("MG4013").Count == 1);
        trial.IsQuiet("MG3004");
    }

    public static TheoryData<Operation> Unique => new()
    {
        new AddUniqueConstraint { Table = "Customers", Key = new KeyDefinition("UQ", ["Email"]) },
        new CreateIndex { Table = "Customers", Name = "UX", Columns = ["Email"], Unique = true },
    };

    [Theory]
    [MemberData(nameof(Unique))]
    public void Duplicates_of_the_previous_release_are_said_with_those_that_exist_and_decide_about_the_class(Operation operation)
    {
        var trial = Trial.Ef.Migration(Customers, Orders).Migration([operation], []);

        trial.IsQuiet("MG3004");
        Assert.Contains("the previous release fails where it does", Assert.Single(trial.Judge("MG4013")).Message, StringComparison.Ordinal);
        Assert.NotEqual(RollbackClass.Instant, trial.Assess().Rollback.Class);
    }

    // Rows that exist were sorted out before; what the previous release writes was not.
    [Fact]
    public void Duplicates_of_the_previous_release_are_said_where_those_that_exist_are_deleted_first() =>
        Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Delete("Customers") with { Filter = new RowFilter(RowFilterKind.Condition, [], "…") }), new CreateIndex { Table = "Customers", Name = "UX", Columns = ["Email"], Unique = true }).Fires("MG3004");

    [Fact]
    public void A_length_that_is_refused_is_left_to_MG1004()
    {
        var trial = Trial.Ef.Migration(Customers).Migration([Op.Alter("Customers", Op.Of("Email", "character varying(10)"), Op.Text("Email"))], []);

        trial.Fires("MG1004");
        trial.IsQuiet("MG3005");
    }

    [Fact]
    public void What_the_previous_release_maps_is_said_once_for_all_columns_and_once_for_all_tables()
    {
        var trial = Trial.Ef.Migration(Customers, Orders).Migration(
            [new DropColumn { Table = "Customers", Name = "Email" }, new DropColumn { Table = "Customers", Name = "Name" }, new DropColumn { Table = "Customers", Name = "Age" }, new DropTable { Table = "Orders" }],
            []);
        var findings = trial.Judge("MG3002");

        Assert.Equal(["Customers.Email", "Orders"], findings.Select(finding => finding.Object));
        Assert.Contains("Drops column 'Email' of table 'Customers' and 2 more columns, which the previous release", findings[0].Message, StringComparison.Ordinal);
    }

    // It knows the column; that it is of another type is said elsewhere.
    [Fact]
    public void A_new_column_that_takes_the_name_of_an_old_one_is_no_column_that_the_previous_release_does_not_know()
    {
        var swap = new Operation[]
        {
            Op.Add("Customers", Op.Text("NameNew")),
            new DropColumn { Table = "Customers", Name = "Name" },
            new RenameColumn { Table = "Customers", Name = "NameNew", NewName = "Name" },
            Op.Alter("Customers", Op.Text("Name", nullable: false), Op.Text("Name")),
        };

        Trial.Ef.Migration(Customers).Migration(swap, []).IsQuiet("MG3003");
    }

    [Fact]
    public void Rows_of_the_previous_release_name_no_type_although_those_that_exist_are_filled()
    {
        var add = Op.Add("Customers", Op.Text("Discriminator", nullable: false) with { Default = Literal.OfString("") });

        Assert.Equal(MigrationGuard.Rules.Severity.Warning, Trial.Ef.Migration(Customers).Migration([add], []).Fires("MG3007").Severity);
        Assert.Equal(
            MigrationGuard.Rules.Severity.Info,
            Trial.Ef.Migration(Customers).Migration([add, Op.Update("Customers", "Discriminator")], []).Fires("MG3007").Severity);
        Trial.Ef.Migration(Customers, add).IsQuiet("MG3007");
    }

    private static Assessment Downtime(Operation[] up, Func<Migration, Migration>? change = null)
    {
        var first = new Migration { Id = "20260101000000_First", Framework = Framework.EfCore, Context = "Shop.ShopContext", ClassName = "Shop.First", Up = new MigrationBody { Operations = [Customers, Orders] } };
        var second = first with { Id = "20260201000000_Second", ClassName = "Shop.Second", Up = new MigrationBody { Operations = up } };
        return Guard.Assess(
            new ManifestDocument { Migrations = [first, change is null ? second : change(second)] },
            new GuardInputs
            {
                Engine = "postgresql",
                Released = first.Id,
                Configuration = new ConfigurationText("migrationguard.json", """{ "deployment": { "downtime": true } }"""),
                SettingsMustMatch = false,
            });
    }
}
