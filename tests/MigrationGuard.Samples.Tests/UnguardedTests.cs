namespace MigrationGuard.Samples;

/// <summary>The sample whose build is meant to fail, and every way out that its comment names.</summary>
public sealed class UnguardedTests
{
    private const string Migration = "Migrations/20260112100000_DropCustomerPhone.cs";
    private const string Class = "    public partial class DropCustomerPhone";

    [Fact]
    public void A_drop_without_a_gate_fails_the_build_and_names_table_and_column()
    {
        var build = Build.OfSample("Unguarded").ShouldFailWith("MG6001");

        var error = build.Output.Split('\n').First(line => line.Contains("error MG6001", StringComparison.Ordinal));
        Assert.Contains("20260112100000_DropCustomerPhone.cs", error, StringComparison.Ordinal);
        Assert.Contains("Customers", error, StringComparison.Ordinal);
        Assert.Contains("Phone", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_backup_gate_of_the_comment_opens_the_gate()
    {
        using var sample = WithGate(GateOfTheComment());

        sample.Build().ShouldPass().ShouldNotMention("MG6");
    }

    [Fact]
    public void The_copy_of_the_comment_opens_the_gate()
    {
        var copy = Commented().Single(line => line.Contains("CREATE TABLE", StringComparison.Ordinal));
        using var sample = SampleCopy.Of("Unguarded");
        sample.Change(Migration, "            migrationBuilder.DropColumn(", copy + "\n\n            migrationBuilder.DropColumn(");

        sample.Build().ShouldPass();
    }

    [Theory]
    [InlineData("RestoreTestedOn = \"2026-01-09\",", "", "MG6002")]
    [InlineData("Source = \"nightly snapshot of customers\",", "", "MG6002")]
    [InlineData("\"Customers\",", "\"Orders\",", "MG6002")]
    [InlineData("restore-customers.md", "restore-someone.md", "MG6003")]
    public void A_backup_gate_with_something_wrong_does_not(string right, string wrong, string expected)
    {
        var gate = GateOfTheComment();
        Assert.Contains(right, gate, StringComparison.Ordinal);
        using var sample = WithGate(gate.Replace(right, wrong, StringComparison.Ordinal));

        sample.Build().ShouldFailWith(expected);
    }

    private static SampleCopy WithGate(string gate)
    {
        var sample = SampleCopy.Of("Unguarded");
        sample.Change(Migration, Class, gate + "\n" + Class);
        sample.Change(Migration, "using Microsoft.EntityFrameworkCore.Migrations;", "using Microsoft.EntityFrameworkCore.Migrations;\nusing MigrationGuard;");
        return sample;
    }

    private static string GateOfTheComment()
    {
        var lines = Commented();
        var first = lines.FindIndex(line => line.TrimStart().StartsWith("[BackupGate(", StringComparison.Ordinal));
        var last = lines.FindIndex(first, line => line.EndsWith(")]", StringComparison.Ordinal));
        return string.Join("\n", lines[first..(last + 1)]);
    }

    private static List<string> Commented() =>
        [.. File.ReadAllLines(Repository.At("samples", "Unguarded", Migration)).Select(line => line.Trim()).Where(line => line.StartsWith("//", StringComparison.Ordinal)).Select(line => line[2..])];
}
