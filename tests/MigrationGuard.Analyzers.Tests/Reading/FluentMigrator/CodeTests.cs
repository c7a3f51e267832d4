using MigrationGuard.Model;

namespace MigrationGuard.Reading.Tests.Fluent;

/// <summary>Chains as people write them: kept in variables, made in helpers, under conditions, for some databases only.</summary>
public sealed class CodeTests
{
    [Fact]
    public void A_chain_kept_in_a_variable_goes_on_there() => FluentRun.OfUp(
        """
        var table = Create.Table("t").WithColumn("Id").AsInt32();
        foreach (var name in new[] { "A", "B" })
        {
            table.WithColumn(name).AsString().Nullable();
        }

        Delete.Table("x");
        table.WithColumn("C").AsBoolean().Indexed();
        """).ShouldBeWhatRuns();

    [Fact]
    public void Helpers_with_source_are_followed() => FluentRun.OfSource(
        """
        public static class Helpers
        {
            public static ICreateTableColumnOptionOrWithColumnSyntax TableForModel(this ICreateExpressionRoot create, string name) =>
                create.Table(name).WithColumn("Id").AsInt32().PrimaryKey().Identity();

            public static TNext Short<TNext>(this IColumnTypeSyntax<TNext> column) where TNext : IFluentSyntax => column.AsString(20);
        }

        namespace FluentMigrator
        {
            public static class TeamExtensions
            {
                public static ICreateTableColumnOptionOrWithColumnSyntax WithStamp(this ICreateTableWithColumnSyntax table) => table.WithColumn("Stamp").AsDateTime2();
            }
        }

        [Migration(7)]
        public class Probe : Migration
        {
            private const string Table = "Orders";

            public override void Up()
            {
                Create.TableForModel(Table).WithColumn("Name").Short().WithStamp().Nullable();
                AddTo(nameof(Table), $"{Table}Name");
            }

            public override void Down() => Delete.Table(Table);

            private void AddTo(string table, string column) => Create.Column(column).OnTable(table).Short().NotNullable();
        }
        """).ShouldBeWhatRuns();

    [Theory]
    [InlineData("\"Postgres\", \"PostgreSQL\"", Providers.PostgreSql)]
    [InlineData("\"sqlserver\"", Providers.SqlServer)]
    [InlineData("\"SQLite\"", Providers.Sqlite)]
    [InlineData("\"MySql\"", Providers.MySql)]
    [InlineData("\"Oracle\", \"SqlServer\"", Providers.Oracle | Providers.SqlServer)]
    [InlineData("ProcessorIdConstants.PostgreSQL", Providers.PostgreSql)]
    [InlineData("d => d.StartsWith(\"Postgre\")", Providers.PostgreSql)]
    [InlineData("d => d != \"SQLite\"", Providers.All & ~Providers.Sqlite)]
    public void IfDatabase_limits_expressions_to_its_providers(string argument, Providers providers)
    {
        var run = FluentRun.OfUp($"""IfDatabase({argument}).Execute.Sql("SELECT 1"); IfDatabase({argument}).Delegate(() => Delete.Table("t"));""");
        Assert.All(run.Migration.Up.Operations, operation => Assert.Equal(providers, operation.Providers));
        Assert.Equal(["Sql", "DropTable"], run.Migration.Up.Operations.Select(operation => operation.Kind));
    }

    [Fact]
    public void IfDatabase_reads_as_what_runs_on_each_database() => FluentRun.OfUp(
        """
        Create.Table("a").WithColumn("Id").AsInt32();
        IfDatabase("PostgreSQL").Create.Index("ix").OnTable("a").OnColumn("Id");
        IfDatabase("SQLite", "MySql").Delete.Column("b").FromTable("a");
        IfDatabase("SqlServer").Delegate(() => { Rename.Table("a").To("b"); Rename.Table("b").To("c"); });
        IfDatabase("Oracle").Update.Table("a").Set(new { X = 1 }).AllRows();
        Delete.Table("z");
        """).ShouldBeWhatRuns();

    /// <summary>The library's processors, each with what it calls itself and what else it answers to: an expression is certain where it runs on all of them.</summary>
    [Theory]
    [InlineData("postgres", Providers.PostgreSql, "Postgres")]
    [InlineData("PostgreSQL", Providers.PostgreSql, "Postgres PostgreSQL10_0 PostgreSQL11_0 PostgreSQL15_0")]
    [InlineData("PostgreSQL92", Providers.PostgreSql, "Postgres92")]
    [InlineData("PostgreSQL15_0", Providers.PostgreSql, "PostgreSQL15_0")]
    [InlineData("sqlserver", Providers.SqlServer, "SqlServer2000 SqlServer2005 SqlServer2008 SqlServer2012 SqlServer2014 SqlServer2016")]
    [InlineData("SqlServer2012", Providers.SqlServer, "SqlServer2012")]
    [InlineData("mysql", Providers.MySql, "MySql MySql4 MySql5 MySql8")]
    [InlineData("MariaDB", Providers.MySql, "MySql MySql4 MySql5 MySql8")]
    [InlineData("MySQL 5", Providers.MySql, "MySql5")]
    [InlineData("MySql4", Providers.MySql, "MySql4")]
    [InlineData("sqlite", Providers.Sqlite, "SQLite")]
    public void IfDatabase_is_certain_where_every_processor_of_an_engine_answers(string name, Providers provider, string answering)
    {
        (string Type, string[] Aliases)[] processors = provider switch
        {
            Providers.PostgreSql => [("Postgres", ["PostgreSQL"]), ("Postgres92", ["PostgreSQL92"]), ("PostgreSQL10_0", ["PostgreSQL"]), ("PostgreSQL11_0", ["PostgreSQL"]), ("PostgreSQL15_0", ["PostgreSQL"])],
            Providers.SqlServer => [.. new[] { "2000", "2005", "2008", "2012", "2014", "2016" }.Select(year => ("SqlServer" + year, new[] { "SqlServer" }))],
            Providers.MySql => [("MySql", ["MariaDB"]), ("MySql4", ["MariaDB", "MySql", "MySQL 4"]), ("MySql5", ["MariaDB", "MySql", "MySQL 5"]), ("MySql8", ["MariaDB", "MySql", "MySQL 8"])],
            _ => [("SQLite", [])],
        };
        var run = FluentRun.OfUp($"""IfDatabase("{name}").Execute.Sql("SELECT 1");""");

        Assert.Equal(answering, string.Join(" ", processors.Where(processor => run.Run("Probe", up: true, new FakeDatabase(provider, processor.Type, processor.Aliases)).Count > 0).Select(processor => processor.Type)));
        var operation = Assert.Single(run.Migration.Up.Operations);
        Assert.Equal(provider, operation.Providers);
        Assert.Equal(
            processors.All(processor => processor.Type == "Postgres92" || answering.Split(' ').Contains(processor.Type)) ? Certainty.Certain : Certainty.Conditional,
            operation.Certainty);
    }

    [Fact]
    public void Names_that_together_cover_every_processor_are_certain() => Assert.Equal(
        Certainty.Certain,
        Assert.Single(FluentRun.OfUp("""IfDatabase("Postgres", "PostgreSQL10_0", "PostgreSQL11_0", "PostgreSQL15_0").Execute.Sql("SELECT 1");""").Migration.Up.Operations).Certainty);

    [Theory]
    [InlineData("PostgreSQL18_0", Providers.PostgreSql)]
    [InlineData("SqlServer2025", Providers.SqlServer)]
    [InlineData("Redshift", Providers.Other)]
    public void A_name_that_no_known_processor_answers_to_may_be_that_of_a_later_one(string name, Providers provider)
    {
        var operation = Assert.Single(FluentRun.OfUp($"""IfDatabase("{name}").Execute.Sql("SELECT 1");""").Migration.Up.Operations);
        Assert.Equal((provider, Certainty.Conditional), (operation.Providers, operation.Certainty));
    }

    [Fact]
    public void A_version_of_an_engine_makes_it_conditional()
    {
        var operation = Assert.Single(FluentRun.OfUp("""IfDatabase("SqlServer2016").Execute.Sql("SELECT 1");""").Migration.Up.Operations);
        Assert.Equal((Providers.SqlServer, Certainty.Conditional, "IfDatabase(\"SqlServer2016\")"), (operation.Providers, operation.Certainty, operation.Condition));
    }

    [Fact]
    public void A_question_to_the_database_makes_both_branches_conditional()
    {
        var operations = FluentRun.OfUp(
            """
            if (!Schema.Table("t").Exists())
            {
                Create.Table("t").WithColumn("Id").AsInt32();
            }
            else if (Schema.Schema("s").Table("t").Column("c").Exists())
            {
                Delete.Column("c").FromTable("t");
            }
            """).Migration.Up.Operations;
        Assert.Equal(["CreateTable", "DropColumn"], operations.Select(operation => operation.Kind));
        Assert.All(operations, operation => Assert.Equal(Certainty.Conditional, operation.Certainty));
        Assert.Contains("Schema.Table(\"t\").Exists()", operations[0].Condition!);
    }

    [Fact]
    public void A_link_under_a_condition_makes_the_expression_conditional()
    {
        var operation = Assert.Single(FluentRun.OfUp(
            """
            var table = Create.Table("t").WithColumn("Id").AsInt32();
            if (DateTime.Now.Year > 2000)
            {
                table.WithColumn("X").AsInt32();
            }
            """).Migration.Up.Operations);
        Assert.Equal(Certainty.Conditional, operation.Certainty);
    }

    [Fact]
    public void The_same_step_on_branches_of_which_one_runs_stands_once()
    {
        var operations = FluentRun.OfUp(
            """
            switch (DateTime.Now.DayOfWeek)
            {
                case DayOfWeek.Monday:
                    Main();
                    return;
                case DayOfWeek.Friday:
                    Delete.Table("friday");
                    return;
                default:
                    Delete.Table("friday");
                    Main();
                    return;
            }
            """,
            "private void Main() { Create.Table(\"t\").WithColumn(\"Id\").AsInt32(); Insert.IntoTable(\"t\").Row(new { Id = 1 }); }").Migration.Up.Operations;
        Assert.Equal(["CreateTable", "InsertData", "DropTable", "DropTable"], operations.Select(operation => operation.Kind));
        Assert.All(operations, operation => Assert.Equal(Certainty.Conditional, operation.Certainty));
    }

    [Fact]
    public void A_step_that_may_run_twice_stands_twice()
    {
        var operations = FluentRun.OfUp(
            "if (DateTime.Now.Year > 2000) { Main(); } if (DateTime.Now.Month > 6) { Main(); }",
            "private void Main() => Insert.IntoTable(\"t\").Row(new { Id = 1 });").Migration.Up.Operations;
        Assert.Equal(["InsertData", "InsertData"], operations.Select(operation => operation.Kind));
    }

    [Fact]
    public void Rows_that_are_not_known_are_not_invented()
    {
        var operations = FluentRun.OfUp(
            """
            Insert.IntoTable("t").Row(Row());
            Update.Table("t").Set(Row()).Where(Row());
            Delete.FromTable("t").Row(Row());
            """,
            "private static object Row() => Activator.CreateInstance(Type.GetType(\"X\")!)!;").Migration.Up.Operations;
        Assert.Empty(((InsertData)operations[0]).Rows);
        Assert.Empty(((UpdateData)operations[1]).Rows);
        Assert.Equal(RowFilterKind.Condition, ((UpdateData)operations[1]).Filter.Kind);
        Assert.Equal(RowFilterKind.Condition, ((DeleteData)operations[2]).Filter.Kind);
    }

    [Theory]
    [InlineData("""Update.Table("t").Set(new { A = 1 }).Where(new { B = 2, C = 3 });""", RowFilterKind.Key)]
    [InlineData("""Update.Table("t").Set(new { A = 1 }).Where(new { B = (string?)null });""", RowFilterKind.OnlyNull)]
    [InlineData("""Update.Table("t").Set(new { A = 1 }).AllRows();""", RowFilterKind.All)]
    [InlineData("""Update.Table("t").Set(new { A = 1 });""", RowFilterKind.All)]
    public void An_update_says_which_rows_it_reaches(string statement, RowFilterKind kind) =>
        Assert.Equal(kind, Assert.IsType<UpdateData>(Assert.Single(FluentRun.OfUp(statement).Migration.Up.Operations)).Filter.Kind);

    [Theory]
    [InlineData("""Delete.FromTable("t").Row(new { A = 1 });""", RowFilterKind.Key)]
    [InlineData("""Delete.FromTable("t").IsNull("A");""", RowFilterKind.OnlyNull)]
    [InlineData("""Delete.FromTable("t").AllRows();""", RowFilterKind.All)]
    [InlineData("""Delete.FromTable("t");""", RowFilterKind.Nothing)]
    [InlineData("""Delete.FromTable("t").Row(new { A = 1 }).Row(new { B = 1 });""", RowFilterKind.Condition)]
    public void A_deletion_says_which_rows_it_reaches(string statement, RowFilterKind kind) =>
        Assert.Equal(kind, Assert.IsType<DeleteData>(Assert.Single(FluentRun.OfUp(statement).Migration.Up.Operations)).Filter.Kind);

    [Fact]
    public void Tokens_in_sql_are_replaced()
    {
        var operation = Assert.IsType<Model.Sql>(Assert.Single(FluentRun.OfUp(
            """Execute.Sql("DELETE FROM $(Table) WHERE a = '$(other)'", new Dictionary<string, string> { ["table"] = "Orders" });""").Migration.Up.Operations));
        Assert.Equal("DELETE FROM Orders WHERE a = '$(other)'", operation.Text);
    }

    [Fact]
    public void Tokens_that_are_not_known_leave_a_hole()
    {
        var operation = Assert.IsType<Model.Sql>(Assert.Single(FluentRun.OfUp(
            """Execute.Sql("DELETE FROM $(Table)", Names());""",
            "private static IDictionary<string, string> Names() => (IDictionary<string, string>)Activator.CreateInstance(Type.GetType(\"X\")!)!;").Migration.Up.Operations));
        Assert.Equal("DELETE FROM " + Hole.Text, operation.Text);
    }

    [Fact]
    public void A_script_of_the_project_is_read()
    {
        var options = new ReadingOptions { Scripts = new OneScript() };
        var operations = FluentRun.OfUp("""Execute.Script("Scripts/a.sql"); Execute.EmbeddedScript("b.sql");""", options: options).Migration.Up.Operations;
        var found = Assert.IsType<Model.Sql>(operations[0]);
        Assert.Equal(("DROP TABLE x", new SqlSource("Scripts/a.sql", "Scripts/a.sql", "00")), (found.Text, found.Source));
        var missing = Assert.IsType<Model.Sql>(operations[1]);
        Assert.Equal((null, new SqlSource("b.sql", null, null)), (missing.Text, missing.Source));
    }

    [Fact]
    public void Code_on_the_connection_is_unknown_and_says_what_it_touches()
    {
        var unknown = Assert.IsType<Unknown>(Assert.Single(FluentRun.OfUp(
            "Execute.WithConnection((connection, transaction) => { using var command = connection.CreateCommand(); command.ExecuteNonQuery(); });").Migration.Up.Operations));
        Assert.Equal(("connection", "WithConnection"), (unknown.Touches, unknown.Name));
    }

    [Fact]
    public void A_span_covers_the_whole_chain()
    {
        var run = FluentRun.OfUp("""Create.Column("c").OnTable("t").AsInt32().Nullable();""");
        var span = Assert.Single(run.Migration.Up.Operations).Span;
        var text = run.Compilation.SyntaxTrees.Single().ToString();
        Assert.Equal("""Create.Column("c").OnTable("t").AsInt32().Nullable()""", text.Substring(span.Start, span.Length));
    }

    private sealed class OneScript : IScriptSource
    {
        public Script? Find(string name, ScriptKind kind) => kind == ScriptKind.File && name == "Scripts/a.sql" ? new(name, "DROP TABLE x", "00") : null;
    }
}
