using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Reading;

/// <summary>What a reading costs, counted in what does not depend on the machine: a history twice as long costs about twice as much.</summary>
public sealed class ReadingEffortTests
{
    [Fact]
    public void Generated_migrations_compile() =>
        Assert.Empty(TestCompilation.ErrorsOf(TestCompilation.Create(GeneratedMigrations.Files(6, 2_000))));

    [Fact]
    public void No_designer_is_ever_bound()
    {
        var effort = MigrationReader.Read(Compile(10), new ReadingOptions()).Effort;

        Assert.Equal(10, effort.Classes);
        Assert.Equal(20, effort.Bodies);
        Assert.Equal(10, effort.Files.Count);
        Assert.DoesNotContain(effort.Files, file => file.EndsWith(".Designer.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Twice_the_migrations_take_twice_the_steps()
    {
        var half = MigrationReader.Read(Compile(100), new ReadingOptions()).Effort;
        var whole = MigrationReader.Read(Compile(200), new ReadingOptions()).Effort;

        Assert.Equal(2 * half.Bodies, whole.Bodies);
        Assert.InRange((double)whole.Steps / half.Steps, 1.8, 2.2);
    }

    [Fact]
    public void Reading_and_judging_twice_the_migrations_takes_less_than_three_times_the_memory()
    {
        Allocated(Compile(20));

        var half = Allocated(Compile(100));
        var whole = Allocated(Compile(200));

        Assert.InRange((double)whole / half, 1.5, 3);
    }

    [Fact]
    public void A_project_without_a_framework_is_not_looked_at()
    {
        var result = MigrationReader.Read(TestCompilation.Create([("A.cs", "class A { void Up() { } }")], References.Framework), new ReadingOptions());

        Assert.Same(ReadingResult.Empty, result);
    }

    [Fact]
    public void The_order_of_the_result_does_not_depend_on_how_many_read_at_once()
    {
        var one = Compile(60);
        var many = Compile(60).WithOptions(one.Options.WithConcurrentBuild(true));

        Assert.Equal(
            MigrationReader.Read(one, new ReadingOptions()).Migrations.Select(migration => migration.Id),
            MigrationReader.Read(many, new ReadingOptions()).Migrations.Select(migration => migration.Id));
    }

    private static CSharpCompilation Compile(int migrations)
    {
        var compilation = TestCompilation.Create(GeneratedMigrations.Files(migrations, 1_500));
        return compilation.WithOptions(compilation.Options.WithConcurrentBuild(false));
    }

    private static long Allocated(Compilation compilation)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = ProjectReading.Of(compilation, new ProjectSettings { Engine = "sqlite" }, default);
        Assert.NotEmpty(reading.Assessment.Hazards);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
