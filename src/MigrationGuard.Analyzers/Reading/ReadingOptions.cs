using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>What a reading needs besides the compilation.</summary>
public sealed record ReadingOptions
{
    /// <summary>Directory of the project, with or without a trailing separator; paths in the result are relative to it. Empty: paths stay as they are.</summary>
    public string ProjectDirectory { get; init; } = "";

    /// <summary>The scripts of the project that migrations may load.</summary>
    public IScriptSource Scripts { get; init; } = NoScripts.Instance;

    /// <summary>The engine whose SQL FluentMigrator migrations of a file hand over; unknown where the project does not say it.</summary>
    public Func<SyntaxTree, Engine> SqlDialect { get; init; } = _ => Engine.Unknown;

    /// <summary>
    /// A compilation that was read before and from which this one differs for a trial: in what a migration class does or declares about itself, and in migrations that are new. None of it gives a
    /// name in another file another meaning, so only files that differ are read, and nothing is remembered of them. Null for a reading that stands for itself.
    /// </summary>
    public Compilation? VariantOf { get; init; }
}

/// <summary>Where SQL that does not stand in the code is found.</summary>
public interface IScriptSource
{
    /// <summary>The script that a migration names; null when the project has none of that name, or more than one fits.</summary>
    /// <param name="name">The name as the migration says it: a path or a resource name, perhaps with a <see cref="Model.Hole"/> for an unknown directory.</param>
    /// <param name="kind">What the name is.</param>
    Script? Find(string name, ScriptKind kind);
}

/// <summary>How a name leads to a script.</summary>
public enum ScriptKind
{
    /// <summary>A file, by its path from the project, from the output, or from somewhere that is not known.</summary>
    File,

    /// <summary>An embedded resource, by its whole name.</summary>
    Resource,

    /// <summary>An embedded resource, by the last dotted parts of its name in any case, as FluentMigrator finds it.</summary>
    ResourceEnding,
}

/// <summary>A script that was found.</summary>
/// <param name="File">Its file, relative to the project directory, with <c>/</c>.</param>
/// <param name="Text">Its content.</param>
/// <param name="Hash">SHA-256 of the file's bytes, hexadecimal, lower case.</param>
public sealed record Script(string File, string Text, string Hash);

/// <summary>A project without scripts.</summary>
internal sealed class NoScripts : IScriptSource
{
    public static NoScripts Instance { get; } = new();

    public Script? Find(string name, ScriptKind kind) => null;
}
