using MigrationGuard.Model;
using MigrationGuard.Planning;
using Xunit;

namespace MigrationGuard.Rollback;

public sealed class RollbackTests
{
    private static readonly Operation[] s_create =
    [
        Make.Table("Customers", Make.Column("Id", "integer", false), Make.Column("Email", "character varying(100)"), Make.Column("Age", "integer")),
        Make.Table("Orders", Make.Column("Id", "integer", false), Make.Column("CustomerId", "integer")),
        new CreateIndex { Table = "Orders", Name = "IX_Orders_CustomerId", Columns = ["CustomerId"] },
    ];

    private static MigrationRollback Judge(Operation[] up, Operation[]? down, Engine engine = Engine.PostgreSql, MigrationDeclarations? declared = null) =>
        Make.Assess("20260101_Create", engine, Make.Ef("20260101_Create", s_create), Make.Ef("20260201_Change", up, down, declared: declared)).Rollback.Migrations.Single();

    private static InverseProof Prove(Operation[] up, Operation[]? down, Engine engine = Engine.PostgreSql) => Judge(up, down, engine).Inverse;

    private static Column Email(int length, bool nullable = true) => Make.Column("Email", "character varying(" + length + ")", nullable);

    [Fact]
    public void A_schema_that_stays_is_a_minor_difference()
    {
        var proof = Prove([new EnsureSchema { Name = "s" }, Make.Table("T")], [Make.DropTable("T")]);
        Assert.Equal(SchemaInverse.Partial, proof.Schema);
        Assert.Equal(["schema s is still there after Down"], proof.Differences);
        Assert.True(proof.OnlyMinor);
        Assert.False(proof.OnlyDefaults);
    }

    public static TheoryData<Operation[], Operation[]> ExactInverses() => new()
    {
        { [], [] },
        { [Make.Table("T")], [Make.DropTable("T")] },
        { [Make.Add("Customers", "Note")], [Make.Drop("Customers", "Note")] },
        { [Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(100))] },
        { [Make.Drop("Customers", "Email")], [Make.Add("Customers", Make.Column("Email", "VARCHAR(100)"))] },
        { [Make.DropTable("Customers")], [s_create[0]] },
        {
            [Make.DropTable("Orders")],
            [
                Make.Table("Orders", Make.Column("CustomerId", "integer"), Make.Column("Id", "integer", false)) with { PrimaryKey = null },
                new AddPrimaryKey { Table = "Orders", Key = new KeyDefinition(null, ["Id"]) },
                new CreateIndex { Table = "Orders", Name = "IX_Orders_CustomerId", Columns = ["CustomerId"] },
            ]
        },
        { [new RenameTable { Table = "Customers", NewName = "Clients" }], [new RenameTable { Table = "Clients", NewName = "Customers" }] },
        {
            [new RenameTable { Table = "Customers", NewName = "Clients" }, Make.Add("Clients", "Note")],
            [Make.Drop("Clients", "Note"), new RenameTable { Table = "Clients", NewName = "Customers" }]
        },
        { [new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" }], [new RenameColumn { Table = "Customers", Name = "Mail", NewName = "Email" }] },
        { [Make.Alter("Customers", Email(200), Email(100))], [Make.Alter("Customers", Email(100), Email(200))] },
        { [new CreateIndex { Table = "Customers", Name = "IX", Columns = ["Email"] }], [new DropIndex { Table = "Customers", Name = "IX" }] },
        { [new DropIndex { Table = "Orders", Name = "IX_Orders_CustomerId" }], [new CreateIndex { Table = "Orders", Name = "IX_Orders_CustomerId", Columns = ["CustomerId"] }] },
        { [Make.Alter("NeverSeen", Email(200), Email(100))], [Make.Alter("NeverSeen", Email(100), Email(200))] },
        { [Make.Add("NeverSeen", "Note")], [Make.Drop("NeverSeen", "Note")] },
        { [new ChangeObject { ObjectType = "view", Name = "v", Change = ObjectChange.Create }], [new ChangeObject { ObjectType = "view", Name = "v", Change = ObjectChange.Drop }] },
    };

    [Theory]
    [MemberData(nameof(ExactInverses))]
    public void A_down_that_undoes_up_is_an_exact_inverse(Operation[] up, Operation[] down)
    {
        var proof = Prove(up, down);

        Assert.Empty(proof.Differences);
        Assert.Equal(SchemaInverse.Exact, proof.Schema);
    }

    public static TheoryData<string, Operation[], Operation[]> PartialInverses() => new()
    {
        { "table T is still there", [Make.Table("S"), Make.Table("T")], [Make.DropTable("S")] },
        { "column Customers.Email comes back as character varying(50) instead of character varying(100)", [Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(50))] },
        { "column Customers.Email comes back as required", [Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(100, false))] },
        { "column Customers.Email is missing", [Make.Drop("Customers", "Email")], [Make.Add("Customers", "Other")] },
        { "column Customers.Other is still there", [Make.Drop("Customers", "Email")], [Make.Add("Customers", "Other"), Make.Add("Customers", Email(100))] },
        { "index IX_Orders_CustomerId of Orders is missing", [Make.DropTable("Orders")], [s_create[1]] },
        {
            "index IX_Orders_CustomerId of Orders comes back different",
            [new DropIndex { Table = "Orders", Name = "IX_Orders_CustomerId" }],
            [new CreateIndex { Table = "Orders", Name = "IX_Orders_CustomerId", Columns = ["CustomerId"], Unique = true }]
        },
        {
            "the primary key of Customers is missing",
            [new DropPrimaryKey { Table = "Customers", Name = "PK_Customers" }],
            [Make.Sql("SELECT 1")]
        },
    };

    [Theory]
    [MemberData(nameof(PartialInverses))]
    public void A_down_that_undoes_only_part_names_each_difference(string expected, Operation[] up, Operation[] down)
    {
        var proof = Prove(up, down);

        Assert.Equal(SchemaInverse.Partial, proof.Schema);
        Assert.Contains(proof.Differences, difference => difference.Contains(expected));
        Assert.False(proof.OnlyDefaults);
    }

    [Fact]
    public void PostgreSql_keeps_the_default_that_made_a_column_required()
    {
        var required = Email(100, false) with { Default = Literal.OfString("") };
        Operation[] up = [Make.Alter("Customers", required, Email(100))];
        Operation[] down = [Make.Alter("Customers", Email(100), Email(100, false))];

        var proof = Prove(up, down);

        Assert.Equal("column Customers.Email comes back with DEFAULT '', which it did not have", Assert.Single(proof.Differences));
        Assert.True(proof.OnlyDefaults);
        Assert.Equal(DataInverse.Lost, proof.Data);
        Assert.Equal(SchemaInverse.Exact, Prove(up, down, Engine.SqlServer).Schema);
    }

    [Fact]
    public void A_down_that_is_missing_empty_or_throws_is_no_inverse()
    {
        Assert.Equal(SchemaInverse.None, Prove([Make.Table("T")], null).Schema);
        Assert.Equal(SchemaInverse.None, Prove([Make.Table("T")], []).Schema);
        var throwing = Make.Ef("20260201_Change", [Make.Table("T")]) with { Down = new MigrationBody { Throws = true, Thrown = "new NotSupportedException()" } };
        var proof = Make.Assess("none", throwing).Rollback.Migrations.Single().Inverse;
        Assert.Equal(SchemaInverse.None, proof.Schema);
        Assert.Contains("new NotSupportedException()", proof.Differences[0]);
    }

    [Fact]
    public void An_empty_down_is_enough_where_up_changes_no_schema()
    {
        var proof = Prove([new UpdateData { Table = "Customers", Columns = ["Email"], Filter = new RowFilter(RowFilterKind.Nothing, []) }], []);

        Assert.Equal((SchemaInverse.Exact, DataInverse.Untouched), (proof.Schema, proof.Data));
    }

    [Fact]
    public void Rows_that_up_adds_must_be_taken_away_by_down()
    {
        InsertData insert = new() { Table = "Customers", Columns = ["Id"], Rows = [[Literal.OfNumber("1")]] };
        DeleteData delete = new() { Table = "Customers", KeyColumns = ["Id"], KeyValues = [[Literal.OfNumber("1")]], Filter = new RowFilter(RowFilterKind.Key, ["Id"]) };

        Assert.Equal(DataInverse.Partial, Prove([insert], []).Data);
        Assert.Equal(DataInverse.Untouched, Prove([insert], [delete]).Data);
        Assert.Equal(RollbackClass.Instant, Judge([insert], []).Class);
    }

    public static TheoryData<Operation[], Operation[]> UnknownInverses() => new()
    {
        { [Make.Opaque()], [Make.Opaque()] },
        { [Make.Table("T")], [Make.DropTable("T"), Make.Opaque()] },
        { [Make.Table("T") with { Certainty = Certainty.Conditional }], [Make.DropTable("T")] },
        { [Make.DropTable("NeverSeen")], [Make.Table("NeverSeen")] },
        { [Make.Drop("NeverSeen", "Email")], [Make.Add("NeverSeen", "Email")] },
        { [Make.Alter("NeverSeen", Email(200))], [Make.Alter("NeverSeen", Email(100))] },
        {
            [new ChangeObject { ObjectType = "view", Name = "v", Change = ObjectChange.CreateOrReplace }],
            [new ChangeObject { ObjectType = "view", Name = "v", Change = ObjectChange.CreateOrReplace }]
        },
    };

    [Theory]
    [MemberData(nameof(UnknownInverses))]
    public void What_cannot_be_compared_is_unknown_and_says_why(Operation[] up, Operation[] down)
    {
        var proof = Prove(up, down);

        Assert.Equal(SchemaInverse.Unknown, proof.Schema);
        Assert.NotEmpty(proof.Differences);
    }

    [Fact]
    public void A_down_that_PostgreSql_refuses_to_cast_is_no_inverse()
    {
        var text = Make.Column("Age", "text");
        var number = Make.Column("Age", "integer");

        var proof = Prove([Make.Alter("Customers", text, number)], [Make.Alter("Customers", number, text)]);

        Assert.Equal(SchemaInverse.None, proof.Schema);
        Assert.Contains("Customers.Age", proof.Differences[0]);
        Assert.Equal(SchemaInverse.Exact, Prove([Make.Alter("Customers", text, number)], [Make.Alter("Customers", number, text)], Engine.SqlServer).Schema);
    }

    [Fact]
    public void An_enum_label_cannot_be_taken_back()
    {
        AlterDatabase Labels(string now, string before) => new()
        {
            Annotations = [new Annotation("Npgsql:Enum:mood", Literal.OfString(now))],
            OldAnnotations = [new Annotation("Npgsql:Enum:mood", Literal.OfString(before))],
        };

        Assert.Equal(SchemaInverse.None, Prove([Labels("sad,ok,happy", "sad,ok")], [Labels("sad,ok", "sad,ok,happy")]).Schema);
    }

    [Fact]
    public void Data_comes_back_only_where_down_copies_it_back()
    {
        Operation[] up =
        [
            Make.Add("Customers", "Mail"),
            new UpdateData { Table = "Customers", Columns = ["Mail"], Copies = [new ColumnCopy("Mail", "Email")] },
            Make.Drop("Customers", "Email"),
        ];
        Operation[] careless = [Make.Add("Customers", Email(100)), Make.Drop("Customers", "Mail")];
        Operation[] careful =
        [
            careless[0],
            new UpdateData { Table = "Customers", Columns = ["Email"], Copies = [new ColumnCopy("Email", "Mail")] },
            careless[1],
        ];

        Assert.Equal(DataInverse.Lost, Prove(up, careless).Data);
        Assert.Equal(DataInverse.Restored, Prove(up, careful).Data);
        Assert.Equal(RollbackClass.Complex, Judge(up, careless).Class);
    }

    [Fact]
    public void Seed_rows_written_back_are_only_part_of_the_data()
    {
        UpdateData Update(string value) => new()
        {
            Table = "Customers",
            Columns = ["Email"],
            Rows = [[Literal.OfString(value)]],
            KeyColumns = ["Id"],
            KeyValues = [[Literal.OfNumber("1")]],
            Filter = new RowFilter(RowFilterKind.Key, ["Id"]),
        };

        Assert.Equal(DataInverse.Partial, Prove([Update("new")], [Update("old")]).Data);
        Assert.Equal(DataInverse.Lost, Prove([Update("new")], [Make.Sql("SELECT 1")]).Data);
    }

    [Fact]
    public void A_down_that_loses_older_rows_is_told_apart()
    {
        var rollback = Judge([new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" }],
            [new RenameColumn { Table = "Customers", Name = "Mail", NewName = "Email" }, new DeleteData { Table = "Orders" }]);

        Assert.Equal(DataInverse.Lost, rollback.Inverse.Data);
        Assert.Equal(RollbackClass.Complex, rollback.Class);
    }

    public static TheoryData<RollbackClass, RollbackClass, Operation[], Operation[]?> Classes() => new()
    {
        { RollbackClass.Instant, RollbackClass.Instant, [Make.Table("T")], [Make.DropTable("T")] },
        { RollbackClass.Instant, RollbackClass.Instant, [Make.Add("Customers", "Note")], [Make.Drop("Customers", "Note")] },
        { RollbackClass.Instant, RollbackClass.Instant, [Make.Add("Customers", "Note")], null },
        { RollbackClass.Instant, RollbackClass.Instant, [Make.Alter("Customers", Email(200))], [Make.Alter("Customers", Email(100), Email(200))] },
        { RollbackClass.Instant, RollbackClass.Instant, [new CreateIndex { Table = "Customers", Name = "IX", Columns = ["Email"] }], [new DropIndex { Table = "Customers", Name = "IX" }] },
        {
            RollbackClass.Fast,
            RollbackClass.Fast,
            [new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" }],
            [new RenameColumn { Table = "Customers", Name = "Mail", NewName = "Email" }]
        },
        {
            RollbackClass.Fast,
            RollbackClass.Complex,
            [Make.Add("Customers", Make.Column("Note", "text", false))],
            [Make.Drop("Customers", "Note")]
        },
        {
            RollbackClass.Fast,
            RollbackClass.Fast,
            [new CreateIndex { Table = "Customers", Name = "IX", Columns = ["Email"], Unique = true }],
            [new DropIndex { Table = "Customers", Name = "IX" }]
        },
        { RollbackClass.Irreversible, RollbackClass.Irreversible, [new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" }], null },
        { RollbackClass.Irreversible, RollbackClass.Irreversible, [Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(100))] },
        { RollbackClass.Irreversible, RollbackClass.Irreversible, [Make.Opaque()], [Make.Opaque()] },
        {
            RollbackClass.Complex,
            RollbackClass.Complex,
            [new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" }, Make.Table("T")],
            [new RenameColumn { Table = "Customers", Name = "Mail", NewName = "Email" }]
        },
    };

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_class_follows_from_what_the_previous_release_needs_and_down_gives(RollbackClass beforeTraffic, RollbackClass afterWrites, Operation[] up, Operation[]? down)
    {
        var rollback = Judge(up, down);

        Assert.Equal((beforeTraffic, afterWrites), (rollback.Windows.BeforeTraffic, rollback.Windows.AfterNewWrites));
        Assert.Equal(afterWrites, rollback.Class);
        Assert.NotEmpty(rollback.Because);
        Assert.All(rollback.Because, reason => Assert.EndsWith(".", reason));
    }

    [Fact]
    public void A_verified_backup_makes_it_complex_with_the_minutes_of_its_restore()
    {
        var assessment = Make.Assess(
            "20260101_Create",
            Make.Ef("20260101_Create", s_create),
            Make.Ef("20260201_Drop", [Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(100))], declared: Make.Backup("Customers")));

        Assert.Equal(RollbackClass.Complex, assessment.Rollback.Class);
        Assert.Equal(20, assessment.Rollback.EstimateMinutes);
        Assert.Null(assessment.Rollback.PointOfNoReturn);
    }

    [Fact]
    public void An_incomplete_backup_gate_helps_nobody()
    {
        var declared = new MigrationDeclarations { BackupGates = [Make.Gate("Customers") with { RestoreTestedOn = null }] };

        Assert.Equal(RollbackClass.Irreversible, Judge([Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(100))], declared: declared).Class);
    }

    [Fact]
    public void A_contract_step_is_fast_once_its_expand_step_is_released_and_has_no_way_back_beyond()
    {
        var expand = Make.Ef("20260115_Expand", [Make.Add("Customers", "Mail"), new Sql { Text = "UPDATE \"Customers\" SET \"Mail\" = lower(\"Email\")" }], [Make.Drop("Customers", "Mail")]);
        var contract = Make.Ef("20260201_Drop", [Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(100))], declared: Make.Contract("Expand"));
        var create = Make.Ef("20260101_Create", s_create);

        var released = Make.Assess("20260115_Expand", create, expand, contract).Rollback;
        var together = Make.Assess("20260101_Create", create, expand, contract).Rollback;

        Assert.Equal(new RollbackWindows(RollbackClass.Fast, RollbackClass.Fast, RollbackClass.Irreversible), released.Windows);
        Assert.Equal(RollbackClass.Irreversible, together.Class);
        Assert.Equal("20260201_Drop", together.PointOfNoReturn);
    }

    [Fact]
    public void Forward_only_is_irreversible_however_little_it_does()
    {
        var declared = new MigrationDeclarations { ForwardOnly = new ForwardOnlyDeclaration { Reason = "labels stay" } };

        var rollback = Judge([Make.Add("Customers", "Note")], null, declared: declared);

        Assert.Equal(RollbackClass.Irreversible, rollback.Class);
        Assert.Contains("labels stay", rollback.Because[0]);
    }

    [Fact]
    public void The_deployment_is_as_its_worst_migration_and_names_the_point_of_no_return()
    {
        var rollback = Make.Assess(
            "20260101_Create",
            Make.Ef("20260101_Create", s_create),
            Make.Ef("20260201_Add", [Make.Add("Customers", "Note")], [Make.Drop("Customers", "Note")]),
            Make.Ef("20260301_Drop", [Make.Drop("Customers", "Email")], [Make.Add("Customers", Email(100))]),
            Make.Ef("20260401_DropToo", [Make.Drop("Customers", "Age")], [Make.Add("Customers", "Age")])).Rollback;

        Assert.Equal(RollbackClass.Irreversible, rollback.Class);
        Assert.Equal("20260301_Drop", rollback.PointOfNoReturn);
        Assert.StartsWith("20260301_Drop: Customers: column Email is dropped.", rollback.Because[0]);
        Assert.DoesNotContain(rollback.Because, reason => reason.StartsWith("20260201_Add"));
        Assert.Null(rollback.EstimateMinutes);
        Assert.Equal(3, rollback.Migrations.Count);
    }

    [Fact]
    public void With_nothing_to_deploy_only_the_code_goes_back() =>
        Assert.Equal(RollbackClass.Instant, Make.Assess("20260101_Create", Make.Ef("20260101_Create", s_create)).Rollback.Class);

    [Fact]
    public void MySql_and_SQLite_make_a_down_more_than_one_small_step()
    {
        Operation[] up = [new RenameColumn { Table = "Customers", Name = "Email", NewName = "Mail" }, new RenameColumn { Table = "Customers", Name = "Age", NewName = "Years" }];
        Operation[] down = [new RenameColumn { Table = "Customers", Name = "Mail", NewName = "Email" }, new RenameColumn { Table = "Customers", Name = "Years", NewName = "Age" }];
        Assert.Equal(RollbackClass.Fast, Judge(up, down).Class);
        Assert.Equal(RollbackClass.Complex, Judge(up, down, Engine.MySql).Class);

        Operation[] required = [Make.Add("Customers", Make.Column("Note", "TEXT", false))];
        Assert.Equal(RollbackClass.Fast, Judge(required, [Make.Drop("Customers", "Note")]).Windows.BeforeTraffic);
        var create = Make.Ef("20260101_Create", s_create) with
        {
            ModelReading = ModelReading.Designer,
            ModelTables = [new ModelTable { Table = "Customers", Definition = [s_create[0]] }],
        };
        var rebuilt = Make.Assess("20260101_Create", Engine.Sqlite, create, Make.Ef("20260201_Change", required, [Make.Drop("Customers", "Note")])).Rollback.Migrations.Single();
        Assert.Equal(SchemaInverse.Exact, rebuilt.Inverse.Schema);
        Assert.Equal(RollbackClass.Complex, rebuilt.Windows.BeforeTraffic);
    }
}
