using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Testing;

/// <summary>Runs an incremental generator with step tracking.</summary>
public sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, Compilation output) => (Driver, Output) = (driver, output);

    public GeneratorDriver Driver { get; }

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output { get; }

    public GeneratorDriverRunResult Result => Driver.GetRunResult();

    /// <summary>The generated texts by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        Result.Results.SelectMany(result => result.GeneratedSources).ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public static GeneratorRun Of(IIncrementalGenerator generator, Compilation compilation, TestOptions? options = null, params AdditionalText[] files)
    {
        var driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            files,
            TestCompilation.ParseOptions,
            options ?? new TestOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new(driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _), output);
    }

    /// <summary>Runs again over a changed compilation, as an editor does.</summary>
    public GeneratorRun Again(Compilation compilation) =>
        new(Driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _), output);

    /// <summary>Why each output of a named step was made in the last run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. Result.Results.SelectMany(result => result.TrackedSteps.TryGetValue(step, out var runs) ? runs : []).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
