using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

public sealed class Branches
{
    private const string Extensions = """

        public static class ProviderExtensions
        {
            public static bool IsNpgsql(this MigrationBuilder builder) => builder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";
            public static bool IsSqlite(this MigrationBuilder builder) => builder.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal);
        }
        """;

    [Theory]
    [InlineData("""if (migrationBuilder.IsNpgsql()) { migrationBuilder.DropTable("P"); } else if (migrationBuilder.IsSqlite()) { migrationBuilder.DropTable("L"); } else { migrationBuilder.DropTable("E"); }""")]
    [InlineData("""if (!migrationBuilder.IsNpgsql()) return; migrationBuilder.DropTable("P");""")]
    [InlineData("""if (migrationBuilder.IsNpgsql()) return; migrationBuilder.DropTable("P");""")]
    [InlineData("""if (migrationBuilder is { ActiveProvider: "Npgsql.EntityFrameworkCore.PostgreSQL" or "Microsoft.EntityFrameworkCore.Sqlite" } builder) builder.DropTable("P");""")]
    [InlineData("""if (ActiveProvider is not "Microsoft.EntityFrameworkCore.SqlServer") migrationBuilder.DropTable("N");""")]
    [InlineData("""if (ActiveProvider == "Microsoft.EntityFrameworkCore.SqlServer") migrationBuilder.DropTable("S");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider!.Contains("Npgsql") || ActiveProvider.EndsWith("Sqlite")) migrationBuilder.DropTable("S");""")]
    [InlineData("""if (!(migrationBuilder.IsNpgsql() || migrationBuilder.IsSqlite()) && 1 + 1 == 2) migrationBuilder.DropTable("S");""")]
    [InlineData("""
        switch (migrationBuilder.ActiveProvider)
        {
            case "Npgsql.EntityFrameworkCore.PostgreSQL":
                migrationBuilder.DropTable("P");
                break;
            case "Microsoft.EntityFrameworkCore.SqlServer":
            case "Pomelo.EntityFrameworkCore.MySql":
                migrationBuilder.DropTable("S");
                return;
            default:
                migrationBuilder.DropTable("D");
                break;
        }

        migrationBuilder.DropTable("after");
        """)]
    [InlineData("""
        var text = migrationBuilder.ActiveProvider switch { "Npgsql.EntityFrameworkCore.PostgreSQL" => "text", "Microsoft.EntityFrameworkCore.SqlServer" => "nvarchar(max)", _ => null };
        migrationBuilder.AddColumn<string>("A", "T", migrationBuilder.IsNpgsql() ? "text" : "other");
        migrationBuilder.AddColumn<string>("B", "T", text);
        """)]
    [InlineData("""if (migrationBuilder.IsNpgsql()) throw new NotSupportedException("not here"); migrationBuilder.DropTable("A");""")]
    public void On_the_provider_are_followed_for_each(string up) => Fidelity.AssertSame(Fidelity.Migration(up) + Extensions);

    [Fact]
    public void On_the_provider_leave_a_set_of_providers()
    {
        var operations = Fidelity.ReadSource(Fidelity.Migration("""
            migrationBuilder.DropTable("All");
            if (migrationBuilder.IsNpgsql())
            {
                migrationBuilder.DropTable("P");
            }
            else
            {
                migrationBuilder.DropTable("E");
            }
            """) + Extensions)[0].Up.Operations;
        Assert.Equal(
            [("All", Providers.All), ("P", Providers.PostgreSql), ("E", Providers.All & ~Providers.PostgreSql)],
            operations.Cast<DropTable>().Select(drop => (drop.Table, drop.Providers)));
        Assert.All(operations, operation => Assert.Equal(Certainty.Certain, operation.Certainty));
    }

    [Fact]
    public void On_a_provider_extension_without_source_are_decided()
    {
        // The providers' packages are not referenced here: a stand-in with their names in a library of its own.
        var library = Testing.TestCompilation.Create("""
            namespace Microsoft.EntityFrameworkCore
            {
                public static class NpgsqlMigrationBuilderExtensions
                {
                    public static bool IsNpgsql(this Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder builder) => true;
                    public static Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder EnsurePostgresExtension(
                        this Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder builder, string name, string? schema = null, string? version = null) => builder;
                }
            }
            """);
        var compilation = Testing.TestCompilation.Create(
            Fidelity.Migration("""
                if (migrationBuilder.IsNpgsql())
                {
                    migrationBuilder.EnsurePostgresExtension("hstore");
                }
                else
                {
                    migrationBuilder.DropTable("E");
                }
                """),
            [.. Testing.References.EfCore, Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(Testing.TestCompilation.Emit(library))]);
        var operations = MigrationReader.Read(compilation, new()).Migrations[0].Up.Operations;
        var extension = Assert.IsType<AlterDatabase>(operations[0]);
        Assert.Equal(Providers.PostgreSql, extension.Providers);
        Assert.Equal("Npgsql:PostgresExtension:hstore", extension.Annotations[0].Name);
        Assert.Equal(Providers.All & ~Providers.PostgreSql, operations[1].Providers);
    }

    [Fact]
    public void That_cannot_be_decided_make_operations_conditional()
    {
        var operations = Fidelity.ReadOne("""
            if (Environment.GetEnvironmentVariable("X") == "1")
            {
                migrationBuilder.DropTable("A");
            }
            else
            {
                migrationBuilder.DropTable("B");
            }

            migrationBuilder.DropTable("C");
            if (DateTime.Now.Year > 2030)
            {
                return;
            }

            migrationBuilder.DropTable("D");
            """).Up.Operations.Cast<DropTable>().ToArray();
        Assert.Equal(
            [("A", Certainty.Conditional), ("B", Certainty.Conditional), ("C", Certainty.Certain), ("D", Certainty.Conditional)],
            operations.Select(drop => (drop.Table, drop.Certainty)));
        Assert.Equal("""Environment.GetEnvironmentVariable("X") == "1" """.Trim(), operations[0].Condition);
        Assert.Equal("!(DateTime.Now.Year > 2030)", operations[3].Condition);
    }

    [Fact]
    public void Variables_that_differ_between_undecided_branches_are_unknown_afterwards()
    {
        var operations = Fidelity.ReadOne("""
            var table = "A";
            var same = "S";
            if (Environment.ProcessId > 5)
            {
                table = "B";
                same = "S";
            }

            migrationBuilder.DropTable(table);
            migrationBuilder.DropTable(same);
            """).Up.Operations.Cast<DropTable>().ToArray();
        Assert.True(Hole.IsIn(operations[0].Table));
        Assert.Equal("S", operations[1].Table);
    }

    [Fact]
    public void Loops_over_what_is_not_known_repeat_their_operations()
    {
        var operation = Assert.IsType<DropTable>(Assert.Single(Fidelity.ReadOne("""
            foreach (var file in Directory.GetFiles("."))
            {
                migrationBuilder.DropTable("T_" + Path.GetFileName(file));
            }
            """).Up.Operations));
        Assert.Equal(Certainty.Repeated, operation.Certainty);
        Assert.Equal("T_" + Hole.Text, operation.Table);
        Assert.Equal("Directory.GetFiles(\".\")", operation.Condition);
    }

    [Fact]
    public void Lambdas_in_hands_that_cannot_be_seen_may_run_any_number_of_times()
    {
        var operation = Assert.Single(Fidelity.ReadOne("""System.Threading.Tasks.Parallel.For(0, 3, i => migrationBuilder.DropTable("T"));""").Up.Operations);
        Assert.IsType<DropTable>(operation);
        Assert.Equal(Certainty.Repeated, operation.Certainty);
    }
}
