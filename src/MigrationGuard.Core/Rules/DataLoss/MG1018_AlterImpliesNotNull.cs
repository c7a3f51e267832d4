using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>FluentMigrator makes the column required by silence.</summary>
internal sealed class MG1018_AlterImpliesNotNull : Rule
{
    public override string Id => "MG1018";

    public override string Name => "AlterImpliesNotNull";

    public override string Title => "Alter.Column without Nullable() makes the column required";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "FluentMigrator's `Alter.Column` on a nullable column says neither `.Nullable()` nor `.NotNullable()`: on SQL Server, MySQL and SQLite that means NOT NULL.",
        QuietWhen = "`.Nullable()` or `.NotNullable()` is said, or the engine is PostgreSQL, which then leaves it as it is.",
        WhatHappens = """
            **Forward**: a change that was meant to widen a column also makes it required. The statement fails where NULLs exist; on MySQL outside strict mode NULLs become empty values. The previous release, which may
            write NULL, fails from then on.

            **Rollback**: Down must say `.Nullable()` to undo something that nobody meant to do.
            """,
        SafeWay = "Say what the column is: `Alter.Column(\"Name\").OnTable(\"Customers\").AsString(200).Nullable()`.",
        LightBulb = "Writes `.Nullable()` behind the column's type.",
        Engines = "SQL Server, MySQL and SQLite: NOT NULL unless `.Nullable()` is said. PostgreSQL: unchanged.",
        Examples =
        [
            new RuleExample(true, "A longer name is also a required one", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class LengthenName : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(200);
                    }

                    public override void Down()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(50).Nullable();
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "It is said", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class LengthenName : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(50).Nullable();
                    }
                }
                """) { Engine = Engine.SqlServer },
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Migration.Framework != Framework.FluentMigrator || context.Engine == Engine.PostgreSql)
        {
            return;
        }

        foreach (var (placed, operation, change) in ColumnChanges.In(context))
        {
            if (!change.RequiredBySilence || placed.EffectOf is not null)
            {
                continue;
            }

            var column = Display.Name(operation.Column.Name);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Column.Name),
                "column becomes NOT NULL",
                "say .Nullable() or .NotNullable()",
                "Alter.Column without .Nullable() also makes column '" + column + "' of table '" + Display.Table(operation) + "' NOT NULL" + (context.Engine == Engine.Unknown ? " on most engines" : " on " + context.Engine.ToTitle())
                    + ": it fails where NULLs exist, and the previous release cannot write NULL any more. Say .Nullable() to keep it as it is, or .NotNullable() if that is meant.");
        }
    }
}
