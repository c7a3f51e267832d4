namespace MigrationGuard.Rules;

/// <summary>Pieces of advice that several messages end with, so that they all say it alike.</summary>
internal static class Advice
{
    /// <summary>The mitigation for a loss, short enough for a table cell.</summary>
    public const string BackupOrContract = "backup gate, or contract step of a released expand";

    /// <summary>How to declare a backup of a table.</summary>
    /// <param name="table">Table as the user names it.</param>
    public static string BackupGate(string table) => "[BackupGate(\"" + table + "\", …)]";

    /// <summary>How to say that the migration removes what an earlier one replaced.</summary>
    public const string ContractGate = "[ExpandContract(MigrationPhase.Contract, ExpandedBy = \"…\")]";
}
