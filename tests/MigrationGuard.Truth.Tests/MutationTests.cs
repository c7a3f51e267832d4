using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using MigrationGuard.Model;
using MigrationGuard.Testing;
using MigrationGuard.Truth.Mutation;
using MigrationGuard.TruthCheck.Comparison;
using Xunit.Abstractions;

namespace MigrationGuard.Truth;

/// <summary>
/// Damaged sources are read without an exception and in time, and what they still do is never read as nothing. Silence is judged by running: a damaged file that the
/// compiler still accepts is compiled, its <c>Up</c> and <c>Down</c> build their operations, and each must be matched by one of the reading or covered by an unknown,
/// conditional or repeated one. A file that the compiler rejects fails the build by itself. <c>MIGRATIONGUARD_MUTATION_COUNT</c> and
/// <c>MIGRATIONGUARD_MUTATION_SEED</c> ask for more and others.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private static readonly Providers[] s_providers = [Providers.PostgreSql, Providers.SqlServer, Providers.MySql, Providers.Sqlite];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_migration_is_read_in_time_and_never_as_nothing(bool fluent)
    {
        var count = Setting("MIGRATIONGUARD_MUTATION_COUNT", 300) / 2;
        var seed = Setting("MIGRATIONGUARD_MUTATION_SEED", 20261121);
        var random = new Random(seed);
        var sources = Sources(fluent).ToList();
        var surroundings = GeneratedMigrations.Compile(Surroundings(), fluent);
        Assert.All(sources, source => Assert.Empty(TestCompilation.ErrorsOf(surroundings.AddSyntaxTrees(Parse(source)))));

        var totals = new int[4];
        var compiling = 0;
        var slowest = 0d;
        for (var i = 0; i < count; i++)
        {
            var kind = i % Mutant.Kinds.Count;
            var mutated = Mutant.Of(random, kind, sources[random.Next(sources.Count)], sources[random.Next(sources.Count)]);
            var trial = Try(mutated, s_providers[i % s_providers.Length]);
            Assert.False(trial.IsSilent, $"seed {seed}, number {i}, {Mutant.Kinds[kind]}: {Describe(trial)}\n{mutated}");
            compiling += trial.Compiles ? 1 : 0;
            slowest = Math.Max(slowest, trial.Seconds);
            foreach (var verdict in trial.Bodies.SelectMany(body => body.Verdicts))
            {
                totals[(int)verdict.Standing]++;
            }
        }

        output.WriteLine($"{count} damaged files, {compiling} still compile: {totals[0]} operations matched, {totals[1]} covered, {totals[2]} missed, {totals[3]} invented; the slowest was read in {slowest:0.00} s.");
        Assert.InRange(compiling, count / 5, count);
        Assert.True(totals[0] > count);

        MutantTrial Try(string mutated, Providers provider)
        {
            try
            {
                return MutantTrial.Of(surroundings, Parse(mutated), provider);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}: {failure}\n{mutated}", failure);
            }
        }
    }

    private static string Describe(MutantTrial trial) =>
        string.Join("\n", trial.Bodies.SelectMany(body => body.Verdicts).Where(verdict => verdict.Standing == Standing.Missed).Select(verdict => "missed: " + verdict.Text));

    /// <summary>The histories of the samples. They have no loops and no recursion: damaged, those might never end when they run.</summary>
    private static IEnumerable<string> Sources(bool fluent) => Directory
        .EnumerateFiles(Path.Combine(Root(), "samples", fluent ? "Storefront.FluentMigrator" : "Storefront", "Migrations"), "*.cs")
        .Where(file => !file.EndsWith("Designer.cs", StringComparison.Ordinal) && !file.EndsWith("Snapshot.cs", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllText);

    private static IEnumerable<(string Path, string Source)> Surroundings()
    {
        yield return ("Usings.cs", "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;");
        yield return ("Npgsql.cs", "namespace Npgsql.EntityFrameworkCore.PostgreSQL.Metadata { public enum NpgsqlValueGenerationStrategy { None, IdentityByDefaultColumn } }");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "src", "MigrationGuard.Annotations"), "*.cs").Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileName(file), File.ReadAllText(file));
        }
    }

    private static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8, SourceHashAlgorithm.Sha256), TestCompilation.ParseOptions, "Mutant.cs");

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", ".."));

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : usual;
}
