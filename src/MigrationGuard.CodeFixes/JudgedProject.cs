using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using MigrationGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// The judgement of a project as it is, kept for as long as its compilation lives: every light bulb on every squiggle asks for it anew, and where migrations are many it is
/// most of what an offer costs.
/// </summary>
internal sealed class JudgedProject
{
    private static readonly ConditionalWeakTable<Compilation, Kept> All = new();

    private JudgedProject(ProjectSettings settings, Assessment assessment)
    {
        Settings = settings;
        Assessment = assessment;
    }

    /// <summary>What the build says about the project.</summary>
    public ProjectSettings Settings { get; }

    /// <summary>What is judged.</summary>
    public Assessment Assessment { get; }

    /// <summary>What was proven of changes to the project, by what tells them apart: an editor asks for the same offers whenever the cursor comes back to a squiggle.</summary>
    public ConcurrentDictionary<string, bool> Proofs { get; } = new(StringComparer.Ordinal);

    /// <summary>The checksum of a text.</summary>
    public static string Checksum(SourceText text) => string.Concat(text.GetChecksum().Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>The judgement of a project; null when it cannot be compiled at all.</summary>
    public static async Task<JudgedProject?> OfAsync(Project project, CancellationToken cancellation)
    {
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
        {
            return null;
        }

        var files = project.AnalyzerOptions.AdditionalFiles;
        return All.GetOrCreateValue(compilation).Get(compilation, ProjectSettings.From(project.AnalyzerOptions.AnalyzerConfigOptionsProvider, files, cancellation), files, cancellation);
    }

    private sealed class Kept
    {
        private readonly object _turn = new();
        private IReadOnlyList<string> _files = [];
        private JudgedProject? _judged;

        public JudgedProject Get(Compilation compilation, ProjectSettings settings, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
        {
            // An editor asks several providers at once; the second had better wait than read everything as well.
            lock (_turn)
            {
                // Scripts and the configuration may change while the compilation stays.
                IReadOnlyList<string> now = [.. files.Select(file => file.Path + "\n" + ChecksumOf(file, cancellation))];
                if (_judged is null || (_judged.Settings with { Scripts = settings.Scripts, SqlDialect = settings.SqlDialect }) != settings || !_files.SequenceEqual(now))
                {
                    _judged = new JudgedProject(settings, ProjectReading.Of(compilation, settings, cancellation).Assessment);
                    _files = now;
                }

                return _judged;
            }
        }

        private static string ChecksumOf(AdditionalText file, CancellationToken cancellation) => file.GetText(cancellation) is { } text ? Checksum(text) : "";
    }
}
