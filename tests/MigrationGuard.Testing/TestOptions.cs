using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Testing;

/// <summary>What a project hands to analyzers and generators: files and settings.</summary>
public sealed class TestOptions(IReadOnlyDictionary<string, string>? global = null, IReadOnlyDictionary<string, string>? forTrees = null) : AnalyzerConfigOptionsProvider
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _files = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _trees = forTrees ?? ImmutableDictionary<string, string>.Empty;

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(global ?? ImmutableDictionary<string, string>.Empty);

    /// <summary>Settings of one additional file, such as <c>build_metadata.AdditionalFiles.…</c>.</summary>
    public TestOptions WithFile(string path, IReadOnlyDictionary<string, string> settings)
    {
        _files[path] = settings;
        return this;
    }

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(_trees);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(_files.TryGetValue(textFile.Path, out var settings) ? settings : ImmutableDictionary<string, string>.Empty);

    private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}

/// <summary>An additional file in memory.</summary>
public sealed class TestFile(string path, string content) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content, System.Text.Encoding.UTF8);
}
