namespace MigrationGuard.RoundTrip.Running;

/// <summary>What a database says about itself, one line for each thing, and what is needed to read its rows.</summary>
/// <param name="Lines">Every object; two databases are equal when these are, in any order.</param>
/// <param name="LinesWithoutDefaults">The same without column defaults.</param>
/// <param name="Tables">The ordinary tables.</param>
internal sealed record DatabaseSchema(IReadOnlyCollection<string> Lines, IReadOnlyCollection<string> LinesWithoutDefaults, IReadOnlyList<TableShape> Tables)
{
    private static readonly string[] Minor = ["schema ", "extension ", "enum ", "collation "];


    public SchemaTruth CompareWith(DatabaseSchema after) =>
        Lines.ToHashSet().SetEquals(after.Lines) ? SchemaTruth.Exact
        : LinesWithoutDefaults.ToHashSet().SetEquals(after.LinesWithoutDefaults) ? SchemaTruth.OnlyDefaults
        : WithoutMinor().SetEquals(after.WithoutMinor()) ? SchemaTruth.OnlyMinor
        : SchemaTruth.Different;

    // What no ordinary code notices; see InverseProof.OnlyMinor.
    private HashSet<string> WithoutMinor() =>
    [
        .. LinesWithoutDefaults
            .Where(line => !Minor.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
            .Select(line => line.Replace(" ON DELETE RESTRICT", "", StringComparison.Ordinal).Replace(" AUTOINCREMENT", "", StringComparison.Ordinal)),
    ];

    public IReadOnlyList<string> DifferencesTo(DatabaseSchema after) =>
        [.. Lines.Except(after.Lines).Select(line => "- " + line), .. after.Lines.Except(Lines).Select(line => "+ " + line)];
}

/// <summary>How a schema compares with the one before.</summary>
internal enum SchemaTruth
{
    Exact,
    OnlyDefaults,

    /// <summary>Nothing that ordinary code notices: RESTRICT or NO ACTION, AUTOINCREMENT, a schema, extension, enum type or collation left behind.</summary>
    OnlyMinor,
    Different,

    /// <summary>Down left everything as Up made it, or did not run.</summary>
    NothingBack,
}

internal sealed record TableShape(string? Schema, string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<ForeignKeyShape> ForeignKeys)
{
    public string Quoted => (Schema is null ? "" : "\"" + Schema + "\".") + "\"" + Name + "\"";

    public string FullName => Schema is null or "public" ? Name : Schema + "." + Name;
}

internal sealed record ColumnShape(string Name, string Type, bool Nullable, bool Key, bool Generated, bool Computed, int? MaxLength);

internal sealed record ForeignKeyShape(string Column, string PrincipalTable, string PrincipalColumn);
