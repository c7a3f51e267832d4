using MigrationGuard.Execution;
using MigrationGuard.Manifest.Serialization;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Rules;

namespace MigrationGuard.Reports;

/// <summary>The words of the vocabulary, as reports spell them.</summary>
internal static class ReportNames
{
    private static readonly EnumNames<RollbackClass> Classes = new();
    private static readonly EnumNames<DataImpact> Impacts = new();
    private static readonly EnumNames<SchemaInverse> Schemas = new();
    private static readonly EnumNames<DataInverse> Data = new();
    private static readonly EnumNames<Severity> Severities = new();
    private static readonly EnumNames<Framework> Frameworks = new();
    private static readonly EnumNames<Certainty> Certainties = new();

    public static string Of(RollbackClass value) => Classes.NameOf(value);

    public static string Of(DataImpact value) => Impacts.NameOf(value);

    public static string Of(SchemaInverse value) => Schemas.NameOf(value);

    public static string Of(DataInverse value) => Data.NameOf(value);

    public static string Of(DownFailure value) => value switch
    {
        DownFailure.Always => "always",
        DownFailure.OnData => "onData",
        DownFailure.OnNewRows => "onNewRows",
        _ => "notProven",
    };

    public static string Of(Severity value) => Severities.NameOf(value);

    public static string Of(Framework value) => Frameworks.NameOf(value);

    public static string Of(WorkKind value) => ConfigurationReader.RateProperties[(int)value];

    public static string Of(Certainty value) => Certainties.NameOf(value);

    /// <summary>The providers of an operation, separated by commas; null when every provider runs it.</summary>
    public static string? Of(Providers value)
    {
        if (value == Providers.All)
        {
            return null;
        }

        var names = new List<string>();
        for (var bit = 1; bit <= (int)Providers.All; bit <<= 1)
        {
            if (((int)value & bit) != 0)
            {
                names.Add(((Providers)bit).ToString().ToLowerInvariant());
            }
        }

        return names.Count == 0 ? "none" : string.Join(",", names);
    }

    /// <summary>That Down fails, for a cell that says what it gives back; empty when nothing is known to speak against it.</summary>
    public static string Failing(DownFailure value) => value switch
    {
        DownFailure.Always => ", and fails",
        DownFailure.OnData => ", but fails on rows that exist",
        DownFailure.OnNewRows => ", but may fail on new rows",
        _ => "",
    };

    /// <summary>What a class means, as the rest of a sentence.</summary>
    public static string Meaning(RollbackClass value) => value switch
    {
        RollbackClass.Instant => "redeploy the previous release; the schema may stay",
        RollbackClass.Fast => "under 15 minutes: the previous release and one small operational step",
        RollbackClass.Complex => "15 to 60 minutes: data has to be recovered",
        _ => "no way back: mitigate instead",
    };
}
