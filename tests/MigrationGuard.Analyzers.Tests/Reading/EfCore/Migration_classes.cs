using MigrationGuard.Model;
using MigrationGuard.Testing;

namespace MigrationGuard.Reading.EfCore;

public sealed class Migration_classes
{
    [Fact]
    public void That_override_what_EF_Core_runs_are_unknown_in_that_direction()
    {
        var migration = Assert.Single(Fidelity.ReadSource("""
            using System.Collections.Generic;
            using Microsoft.EntityFrameworkCore.Migrations;
            using Microsoft.EntityFrameworkCore.Migrations.Operations;

            [Migration("20260101_A")]
            public class A : Migration
            {
                protected override void Up(MigrationBuilder b) { }
                protected override void Down(MigrationBuilder b) => b.DropIndex("I", "T");
                public override IReadOnlyList<MigrationOperation> UpOperations => new[] { new DropTableOperation { Name = "Customers" } };
            }
            """));

        Assert.Contains("UpOperations is overridden", Assert.IsType<Unknown>(Assert.Single(migration.Up.Operations)).Reason);
        Assert.IsType<DropIndex>(Assert.Single(migration.Down.Operations));
    }

    [Fact]
    public void Are_found_and_described_as_EF_Core_finds_them()
    {
        var migrations = Fidelity.ReadSource("""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            namespace App;

            class OneContext : DbContext { }
            class TwoContext : DbContext { }

            [DbContext(typeof(TwoContext))]
            public abstract class Base : Migration { }

            [Migration("20260102_B")]
            internal class B : Base { protected override void Up(MigrationBuilder b) { } }

            [DbContext(typeof(OneContext))]
            [Migration("20260103_C")]
            public class C : Migration
            {
                protected override void Up(MigrationBuilder b) => b.DropTable("C");
                protected override void Down(MigrationBuilder b) { }
            }

            public class Outer
            {
                [DbContext(typeof(OneContext)), Migration("20260101_A")]
                private class A : Migration
                {
                    protected override void Up(MigrationBuilder b) { }
                }
            }

            [Migration("20260104_D")]
            public class D : C { }

            public class Forgotten : Migration { protected override void Up(MigrationBuilder b) => b.DropTable("T"); }

            [Migration("x")]
            public class Generic<T> : Migration { protected override void Up(MigrationBuilder b) { } }
            """);
        Assert.Equal(
            [
                (null, "Forgotten", "App.Forgotten", MigrationKind.NeverRuns),
                ("App.OneContext", "20260101_A", "App.Outer.A", MigrationKind.Versioned),
                ("App.OneContext", "20260103_C", "App.C", MigrationKind.Versioned),
                ("App.OneContext", "20260104_D", "App.D", MigrationKind.Versioned),
                ("App.TwoContext", "20260102_B", "App.B", MigrationKind.Versioned),
            ],
            migrations.Select(migration => (migration.Context, migration.Id, migration.ClassName, migration.Kind)));
        Assert.NotNull(migrations[0].NeverRunsBecause);
        var derived = migrations[3];
        Assert.Equal((BodyKind.Inherited, "App.C"), (derived.Up.Kind, derived.Up.DeclaredIn));
        Assert.IsType<DropTable>(Assert.Single(derived.Up.Operations));
        Assert.True(migrations[2].Down.IsEmpty);
        Assert.Equal(BodyKind.Declared, migrations[2].Down.Kind);
        Assert.Equal((BodyKind.Missing, true), (migrations[1].Down.Kind, migrations[1].Down.Throws));
        Assert.All(migrations, migration => Assert.Equal("10.0.0", migration.FrameworkVersion));
    }

    [Fact]
    public void Are_read_across_their_parts_without_binding_the_model()
    {
        const string main = """
            using Microsoft.EntityFrameworkCore.Migrations;
            partial class First : Migration
            {
                protected override void Up(MigrationBuilder b) => Shared.Drop(b);
            }
            """;
        const string down = """
            using Microsoft.EntityFrameworkCore.Migrations;
            partial class First
            {
                protected override void Down(MigrationBuilder b) { }
            }
            """;
        const string designer = """
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;
            [DbContext(typeof(DbContext))]
            [Migration("20260101_First")]
            partial class First
            {
                protected override void BuildTargetModel(ModelBuilder modelBuilder) { this does not even compile }
            }
            """;
        const string shared = """
            using Microsoft.EntityFrameworkCore.Migrations;
            static class Shared { public static void Drop(MigrationBuilder b) => b.DropTable("T"); }
            """;
        var migration = Assert.Single(MigrationReader.Read(
            TestCompilation.Create([
                ("/p/M/First.Designer.cs", designer), ("/p/M/First.cs", main), ("/p/M/First.Down.cs", down), ("/p/Shared.cs", shared), ("/p/Unrelated.cs", "class X { }")]),
            new() { ProjectDirectory = "/p/" }).Migrations);
        Assert.Equal("20260101_First", migration.Id);
        Assert.Equal("/p/M/First.cs", migration.Span.File);
        Assert.Equal((2, 15), (migration.Span.Line, migration.Span.Column));
        Assert.Equal("/p/M/First.Down.cs", migration.Down.Span.File);
        Assert.Equal("/p/Shared.cs", Assert.Single(migration.Up.Operations).Span.File);
        Assert.Equal(["M/First.Designer.cs", "M/First.Down.cs", "M/First.cs", "Shared.cs"], migration.Files.Select(file => file.Path));
        Assert.All(migration.Files, file => Assert.Equal(("sha256", 64), (file.Algorithm, file.Checksum.Length)));
    }

    [Fact]
    public void Carry_their_gates_and_acknowledgements()
    {
        var source = Fidelity.Migration("").Replace(
            "[Migration(\"20260101000000_First\")]",
            """
            [Migration("20260101000000_First")]
            [MigrationGuard.BackupGate("A", "B", Source = "snapshot", Runbook = "r.md", RestoreTestedOn = "2026-11-01", RestoreMinutes = 20, Owner = "dba")]
            [MigrationGuard.ExpandContract(MigrationGuard.MigrationPhase.Contract, ExpandedBy = "1_Expand")]
            [MigrationGuard.AcceptHazard("MG1104", "because", Owner = "o", Until = "2026-12-31", Issue = "#1")]
            [MigrationGuard.AcceptHazard("MG1105", "also")]
            [MigrationGuard.ForwardOnly("no way back")]
            """) + """

            namespace MigrationGuard
            {
                class BackupGateAttribute : Attribute
                {
                    public BackupGateAttribute(params string[] tables) { }
                    public string? Source { get; set; } public string? Runbook { get; set; } public string? RestoreTestedOn { get; set; }
                    public int RestoreMinutes { get; set; } public string? Owner { get; set; }
                }
                enum MigrationPhase { Expand, Contract }
                class ExpandContractAttribute : Attribute { public ExpandContractAttribute(MigrationPhase phase) { } public string? ExpandedBy { get; set; } }
                [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
                class AcceptHazardAttribute : Attribute
                {
                    public AcceptHazardAttribute(string rule, string reason) { }
                    public string? Owner { get; set; } public string? Until { get; set; } public string? Issue { get; set; }
                }
                class ForwardOnlyAttribute : Attribute { public ForwardOnlyAttribute(string reason) { } }
            }
            """;
        var declarations = Fidelity.ReadSource(source.Replace("namespace App.Migrations;", "namespace App.Migrations {").Replace("public class AppContext : DbContext { }", "public class AppContext : DbContext { } }"))[0].Declarations;
        var backup = Assert.Single(declarations.BackupGates);
        Assert.Equal(["A", "B"], backup.Tables);
        Assert.Equal(("snapshot", "r.md", "2026-11-01", 20, "dba"), (backup.Source, backup.Runbook, backup.RestoreTestedOn, backup.RestoreMinutes, backup.Owner));
        Assert.True(backup.Span.Line > 0);
        Assert.Equal((MigrationPhase.Contract, "1_Expand"), (declarations.ExpandContract!.Phase, declarations.ExpandContract.ExpandedBy));
        Assert.Equal(["MG1104", "MG1105"], declarations.Accepted.Select(accepted => accepted.Rule));
        Assert.Equal(("because", "o", "2026-12-31", "#1"), (declarations.Accepted[0].Reason, declarations.Accepted[0].Owner, declarations.Accepted[0].Until, declarations.Accepted[0].Issue));
        Assert.Equal("no way back", declarations.ForwardOnly!.Reason);
    }
}
