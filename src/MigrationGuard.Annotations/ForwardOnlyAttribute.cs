using System.Diagnostics;

namespace MigrationGuard;

/// <summary>
/// Declares that a migration cannot be undone and that this is meant: its <c>Down</c> throws, is missing or stays empty on purpose. The rollback report then says
/// <c>irreversible</c> with this reason. It does not open the gate.
/// </summary>
/// <example><code>[ForwardOnly("splits free text into columns; the original text is not kept")]</code></example>
[Conditional("MIGRATIONGUARD_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ForwardOnlyAttribute : Attribute
{
    /// <summary>Declares a migration without a way back.</summary>
    /// <param name="reason">Why there is none. Must not be empty (MG6007).</param>
    public ForwardOnlyAttribute(string reason) => Reason = reason;

    /// <summary>Why there is no way back.</summary>
    public string Reason { get; }
}
