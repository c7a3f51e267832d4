using System.Diagnostics;
using System.Text;
using MigrationGuard.Model;
using MigrationGuard.Testing;

namespace MigrationGuard.Reading.EfCore;

/// <summary>Never silence, never an exception.</summary>
public sealed class What_is_not_understood
{
    [Theory]
    [InlineData("migrationBuilder.Operations.Clear();")]
    [InlineData("migrationBuilder.Operations.Insert(0, new SqlOperation { Sql = \"x\" });")]
    [InlineData("migrationBuilder.Operations.Add(new Custom());")]
    [InlineData("Console.Out.Write(new Holder(migrationBuilder)); GC.KeepAlive(new object[] { migrationBuilder }); System.Runtime.CompilerServices.Unsafe.As<object>(migrationBuilder);")]
    [InlineData("object boxed = migrationBuilder; ((dynamic)boxed).DropTable(\"T\");")]
    [InlineData("foreach (var operation in migrationBuilder.Operations.OfType<SqlOperation>()) { operation.SuppressTransaction = true; }")]
    [InlineData("typeof(MigrationBuilder).GetMethod(\"DropTable\")!.Invoke(migrationBuilder, new object?[] { \"T\", null });")]
    [InlineData("File.WriteAllText(\"x\", \"y\");")]
    [InlineData("System.Diagnostics.Process.Start(\"psql\");")]
    [InlineData("new System.Net.Http.HttpClient().GetAsync(\"http://x\").Wait();")]
    [InlineData("Again(migrationBuilder);")]
    [InlineData("Extern(migrationBuilder);")]
    [InlineData("Func<MigrationBuilder, int> f = Pick(); f(migrationBuilder);")]
    [InlineData("migrationBuilder.NoSuchMethod(\"T\");")]
    [InlineData("migrationBuilder.DropTable(;")]
    public void Becomes_an_unknown_operation(string up)
    {
        var migration = Fidelity.ReadOne(up, """
            private void Again(MigrationBuilder builder) => Again(builder);

            [System.Runtime.InteropServices.DllImport("x")]
            private static extern void Extern(object builder);

            private static readonly Func<MigrationBuilder, int>[] Functions = Environment.ProcessId > 1 ? new Func<MigrationBuilder, int>[1] : null!;

            private static Func<MigrationBuilder, int> Pick() => Functions[Environment.ProcessId];

            private class Custom : MigrationOperation { }

            private record Holder(MigrationBuilder Builder);
            """);
        var unknown = migration.Up.Operations.OfType<Unknown>().ToArray();
        Assert.NotEmpty(unknown);
        Assert.All(unknown, operation => Assert.True(operation.Span.Line > 0 && operation.Reason.Length > 0));
    }

    [Theory]
    [InlineData("new System.Net.Mail.SmtpClient(\"h\").Send(\"a\", \"b\", \"c\", \"d\");", "mail")]
    [InlineData("File.Delete(\"x\");", "file")]
    [InlineData("System.Diagnostics.Process.Start(\"x\");", "process")]
    [InlineData("new System.Net.Sockets.TcpClient(\"h\", 1);", "network")]
    public void Says_what_it_touches(string up, string touches) =>
        Assert.Contains(Fidelity.ReadOne(up).Up.Operations.OfType<Unknown>(), unknown => unknown.Touches == touches);

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(migrationBuilder); _ = migrationBuilder.ToString();")]
    [InlineData("Console.WriteLine(\"migrating\"); _ = Guid.NewGuid(); _ = File.Exists(\"x\");")]
    public void Is_not_said_of_what_only_looks(string up) => Assert.Empty(Fidelity.ReadOne(up).Up.Operations);

    [Fact]
    public void Leaves_a_hole_in_a_text_and_keeps_the_rest()
    {
        var operations = Fidelity.ReadOne("""
            migrationBuilder.Sql("UPDATE " + Environment.MachineName + " SET A = 1");
            migrationBuilder.Sql(File.ReadAllText("missing.sql"));
            migrationBuilder.Sql(Environment.MachineName);
            migrationBuilder.DropTable(Environment.MachineName);
            """).Up.Operations;
        Assert.Equal("UPDATE " + Hole.Text + " SET A = 1", Assert.IsType<Sql>(operations[0]).Text);
        var script = Assert.IsType<Sql>(operations[1]);
        Assert.Null(script.Text);
        Assert.Equal(new SqlSource("missing.sql", null, null), script.Source);
        Assert.Null(Assert.IsType<Sql>(operations[2]).Text);
        Assert.Equal(Hole.Text, Assert.IsType<DropTable>(operations[3]).Table);
    }

    [Fact]
    public void Recursion_that_ends_is_followed_and_recursion_that_does_not_is_stopped()
    {
        Fidelity.AssertSame(Fidelity.Migration(
            "Down(migrationBuilder, 3);",
            """
            private static void Down(MigrationBuilder builder, int n)
            {
                if (n > 0)
                {
                    builder.DropTable("T" + n);
                    Down(builder, n - 1);
                }
            }
            """));
        var endless = Fidelity.ReadOne(
            "A(migrationBuilder);",
            "private void A(MigrationBuilder b) { b.DropTable(\"T\"); B(b); B(b); } private void B(MigrationBuilder b) { A(b); A(b); }");
        Assert.Contains(endless.Up.Operations, operation => operation is Unknown);
    }

    [Fact]
    public void Ten_thousand_operations_are_read_in_bounded_time()
    {
        var up = new StringBuilder();
        for (var i = 0; i < 10_000; i++)
        {
            up.Append("migrationBuilder.AddColumn<string>(name: \"C").Append(i).AppendLine("\", table: \"T\", type: \"text\", nullable: true).Annotation(\"A\", \"B\");");
        }

        var source = Fidelity.Migration(up.ToString());
        var watch = Stopwatch.StartNew();
        var migration = Fidelity.ReadSource(source)[0];
        Assert.Equal(10_000, migration.Up.Operations.Count);
        Assert.All(migration.Up.Operations, operation => Assert.IsType<AddColumn>(operation));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), watch.Elapsed.ToString());
    }

    [Fact]
    public void Work_without_end_is_stopped()
    {
        var watch = Stopwatch.StartNew();
        var migration = Fidelity.ReadOne("""
            for (var i = 0; i < 1500; i++)
            {
                for (var j = 0; j < 1500; j++)
                {
                    for (var k = 0; k < 1500; k++)
                    {
                        migrationBuilder.ToString();
                    }
                }
            }
            """);
        Assert.IsType<Unknown>(Assert.Single(migration.Up.Operations));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), watch.Elapsed.ToString());
    }

    [Fact]
    public void Strange_names_are_kept() => Fidelity.AssertSame(Fidelity.Migration("""
        migrationBuilder.DropTable("a|b");
        migrationBuilder.DropTable("quote\"quote'`]");
        migrationBuilder.DropTable("line\nbreak\t\u202Ertl <b>html</b>");
        """));

    [Fact]
    public void Random_damage_to_the_source_never_throws()
    {
        var source = Fidelity.Migration("""
            foreach (var t in new[] { "A", "B" }) { migrationBuilder.DropTable(t); }
            if (migrationBuilder.ActiveProvider == "x") migrationBuilder.Sql($"a {1 + 1} b");
            migrationBuilder.CreateTable("T", t => new { Id = t.Column<int>() }, constraints: t => { t.PrimaryKey("PK", x => x.Id); });
            """);
        var random = new Random(20260101);
        for (var i = 0; i < 150; i++)
        {
            var at = random.Next(source.Length);
            var length = random.Next(1, 40);
            var damaged = random.Next(3) switch
            {
                0 => source[..at],
                1 => source.Remove(at, Math.Min(length, source.Length - at)),
                _ => source.Insert(at, source.Substring(random.Next(source.Length - 50), length)),
            };
            _ = MigrationReader.Read(TestCompilation.Create(damaged), new());
        }
    }

    [Fact]
    public void A_compilation_without_a_migration_framework_is_empty_at_once() =>
        Assert.Same(ReadingResult.Empty, MigrationReader.Read(TestCompilation.Create("class C { }", References.Framework), new()));
}
