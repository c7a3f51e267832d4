using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

/// <summary>Helpers, base classes, constants, loops: what runs is what is read.</summary>
public sealed class Code_that_is_followed
{
    [Fact]
    public void Helpers_of_every_shape_are_followed_with_their_arguments() => Fidelity.AssertSame(Fidelity.Migration(
        """
        DropBoth(migrationBuilder, "A", "B");
        migrationBuilder.DropAudit("Orders");
        migrationBuilder.Each(new[] { "X", "Y" }, (builder, name) => builder.DropTable(name));
        void Local(string column) => migrationBuilder.DropColumn(column, Table);
        Local("C");
        Local(nameof(First));
        Action<string> lambda = column => migrationBuilder.DropColumn(column, "L");
        lambda("D");
        lambda.Invoke("E");
        Run(() => migrationBuilder.Sql("in a lambda"));
        Run(Instance);
        AddFor<int>(migrationBuilder, "I");
        AddFor<System.Guid>(migrationBuilder, "G");
        Rows(migrationBuilder).DropTable("returned");
        void Instance() => migrationBuilder.Sql("in a method group");
        """,
        """
        private const string Table = "T";

        private static void DropBoth(MigrationBuilder builder, string first, string second = "unused")
        {
            builder.DropColumn(name: first, table: Table);
            builder.DropColumn(name: second, table: Table);
        }

        private void Run(Action action) => action();

        private static void AddFor<T>(MigrationBuilder builder, string name) => builder.AddColumn<T>(name, typeof(T).Name);

        private MigrationBuilder Rows(MigrationBuilder builder)
        {
            builder.InsertData("T", "A", 1);
            return builder;
        }
        """) + """

        public static class Extensions
        {
            public static MigrationBuilder DropAudit(this MigrationBuilder builder, string table)
            {
                builder.DropColumn("CreatedBy", table);
                builder.DropColumn("ChangedBy", table);
                return builder;
            }

            public static void Each(this MigrationBuilder builder, IEnumerable<string> names, Action<MigrationBuilder, string> action)
            {
                foreach (var name in names)
                {
                    action(builder, name);
                }
            }
        }
        """);

    [Fact]
    public void Base_classes_and_template_methods_are_followed() => Fidelity.AssertSame("""
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace App;

        public abstract class Template<T> : Migration
        {
            protected abstract string Table { get; }

            protected virtual string Schema => "base";

            protected sealed override void Up(MigrationBuilder migrationBuilder)
            {
                Before(migrationBuilder);
                Change(migrationBuilder);
                migrationBuilder.AddColumn<T>("Extra", Table, schema: Schema);
            }

            protected virtual void Before(MigrationBuilder builder) => builder.EnsureSchema(Schema);

            protected abstract void Change(MigrationBuilder builder);
        }

        public abstract class Named : Template<long>
        {
            private readonly string _table;

            protected Named(string table) => _table = table;

            protected override string Table => _table + "s";

            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Extra", Table, Schema);
        }

        [Migration("1_First")]
        public class First : Named
        {
            public First() : base("Order") { }

            protected override string Schema { get; } = "own";

            protected override void Before(MigrationBuilder builder)
            {
                base.Before(builder);
                builder.Sql("after base");
            }

            protected override void Change(MigrationBuilder builder) => builder.DropTable(Table);
        }

        [Migration("2_Second")]
        public class Second : Named
        {
            public Second() : base("Customer") { }

            protected override void Change(MigrationBuilder builder)
            {
            }
        }
        """);

    [Fact]
    public void Names_and_texts_are_put_together_as_the_code_does() => Fidelity.AssertSame(Fidelity.Migration(
        """
        var local = "loc" + "al";
        string later;
        later = local.ToUpperInvariant();
        later += "!";
        var number = 3;
        number++;
        migrationBuilder.Sql($"UPDATE {Constant} SET {ReadOnly} = {number:D3} WHERE {nameof(First)} = '{local,8}|{later,-8}|'");
        migrationBuilder.Sql(string.Format("{0} {{x}} {1}", Constant, 42) + string.Join(", ", new[] { "a", "b" }) + string.Concat("c", 1, 'd'));
        migrationBuilder.Sql("  trimmed ".Trim().Replace("trim", "cut").Substring(1) + string.Empty + Nested.Deep + Kind.Second + (int)Kind.Second);
        migrationBuilder.Sql(number > 3 ? "large" : "small");
        migrationBuilder.Sql(Property + Computed("x") + Unset + Names[1] + Pairs["k"] + (Tuple.Item1, Tuple.Second).Item2);
        var builder = new StringBuilder("start;");
        builder.Append("one").AppendLine(";").AppendFormat("{0}-{1}", 1, 2);
        migrationBuilder.Sql(builder.ToString().Replace("\r", ""));
        var (left, right) = Split("l|r");
        migrationBuilder.RenameColumn(left, "T", right);
        migrationBuilder.Sql(Choose(2) + Choose(9) + (Null ?? "null") + Null?.Length);
        var settings = new Settings("T") { Column = "C" };
        migrationBuilder.DropColumn(settings.Column, settings.Table);
        var copy = settings with { Column = "D" };
        migrationBuilder.DropColumn(copy.Column, copy.Table);
        Fill(out var filled, ref local);
        migrationBuilder.Sql(filled + local);
        """,
        """"
        private const string Constant = "Con" + "stant";
        private static readonly string ReadOnly = Constant.ToLowerInvariant();
        private static string Unset = "never assigned again";
        private static readonly string[] Names = { "zero", "one" };
        private static readonly Dictionary<string, string> Pairs = new() { ["k"] = "v" };
        private static readonly (string Item1, string Second) Tuple = ("1", "2");
        private static readonly string? Null = null;
        private string Property { get; } = """
            raw
            text
            """;
        private string Computed(string x) => x + x;
        private static (string, string) Split(string text)
        {
            var parts = text.Split('|');
            return (parts[0], parts[1]);
        }

        private static string Choose(int number) => number switch { 1 => "one", 2 or 3 => "few", > 5 => "many", _ => "other" };

        private static void Fill(out string filled, ref string changed)
        {
            filled = "filled";
            changed = changed + " changed";
        }

        public static class Nested { public const string Deep = "deep"; }
        public enum Kind { First, Second }
        public record Settings(string Table) { public string Column { get; init; } = ""; }
        """"));

    [Fact]
    public void Loops_over_what_is_known_are_unrolled() => Fidelity.AssertSame(Fidelity.Migration(
        """
        foreach (var table in new[] { "A", "B", "C" })
        {
            if (table == "B")
            {
                continue;
            }

            migrationBuilder.DropTable(table);
        }

        for (var i = 0; i < 3; i++)
        {
            migrationBuilder.DropTable("T" + i);
        }

        var left = 2;
        while (left > 0)
        {
            migrationBuilder.DropTable("W" + left--);
            if (left == 1)
            {
                break;
            }
        }

        foreach (var (table, column) in Columns)
        {
            migrationBuilder.DropColumn(column, table);
        }

        foreach (var name in Enumerable.Range(1, 3).Select(n => "R" + n).Where(n => n != "R2").Reverse())
        {
            migrationBuilder.DropTable(name);
        }

        new List<string> { "F", "G" }.ForEach(name => migrationBuilder.DropTable(name));
        foreach (var pair in new Dictionary<string, int> { ["k"] = 1 })
        {
            migrationBuilder.DropTable(pair.Key + pair.Value);
        }

        foreach (var name in Generated())
        {
            migrationBuilder.DropTable(name);
        }
        """,
        """
        private static readonly (string Table, string Column)[] Columns = { ("T", "A"), ("U", "B") };

        private static IEnumerable<string> Generated()
        {
            yield return "Y1";
            yield return "Y2";
        }
        """));

    [Fact]
    public void What_runs_after_a_return_is_not_read() => Fidelity.AssertSame(Fidelity.Migration("""
        const bool done = true;
        migrationBuilder.DropTable("A");
        if (done)
        {
            return;
        }

        migrationBuilder.DropTable("B");
        """.Replace("const bool done", "bool done")));

    [Theory]
    [InlineData("throw new NotSupportedException();", "new NotSupportedException()")]
    [InlineData("Fail();", "new InvalidOperationException(\"no\")")]
    [InlineData("migrationBuilder.DropTable(\"A\"); _ = Name ?? throw new Exception(\"x\");", "new Exception(\"x\")")]
    public void A_body_that_always_throws_builds_nothing(string up, string thrown)
    {
        const string members = """
            private static void Fail() => throw new InvalidOperationException("no");
            private static readonly string? Name = null;
            """;
        Fidelity.AssertSame(Fidelity.Migration(up, members));
        var body = Fidelity.ReadOne(up, members).Up;
        Assert.True(body.Throws);
        Assert.Equal(thrown, body.Thrown);
        Assert.Empty(body.Operations);
    }

    [Fact]
    public void A_throwing_expression_body_is_seen()
    {
        var migration = Fidelity.ReadSource("""
            using Microsoft.EntityFrameworkCore.Migrations;
            [Migration("1")]
            class First : Migration
            {
                protected override void Up(MigrationBuilder b) => b.DropTable("A");
                protected override void Down(MigrationBuilder b) => throw new System.NotImplementedException();
            }
            """)[0];
        Assert.True(migration.Down.Throws);
        Assert.Equal(BodyKind.Declared, migration.Down.Kind);
        Assert.Equal("new System.NotImplementedException()", migration.Down.Thrown);
    }
}
