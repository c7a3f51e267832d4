namespace MigrationGuard.Diagnostics;

/// <summary>The attributes as a team may declare them itself, on the end of a test source.</summary>
internal static class Attributes
{
    public const string Source = """

        namespace MigrationGuard
        {
            [System.AttributeUsage(System.AttributeTargets.Class, AllowMultiple = true)]
            [System.Diagnostics.Conditional("MIGRATIONGUARD_ANNOTATIONS")]
            internal sealed class AcceptHazardAttribute : System.Attribute
            {
                public AcceptHazardAttribute(string rule, string reason) => (Rule, Reason) = (rule, reason);
                public string Rule { get; }
                public string Reason { get; }
            }

            [System.Diagnostics.Conditional("MIGRATIONGUARD_ANNOTATIONS")]
            internal sealed class BackupGateAttribute : System.Attribute
            {
                public BackupGateAttribute(params string[] tables) => Tables = tables;
                public string[] Tables { get; }
                public string? Source { get; set; }
                public string? Runbook { get; set; }
                public string? RestoreTestedOn { get; set; }
                public int RestoreMinutes { get; set; }
                public string? Owner { get; set; }
            }

            internal enum MigrationPhase
            {
                Expand,
                Contract,
            }

            [System.Diagnostics.Conditional("MIGRATIONGUARD_ANNOTATIONS")]
            internal sealed class ExpandContractAttribute : System.Attribute
            {
                public ExpandContractAttribute(MigrationPhase phase) => Phase = phase;
                public MigrationPhase Phase { get; }
                public string? ExpandedBy { get; set; }
            }
        }
        """;
}
