using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Makes the findings of the gate.</summary>
internal static class GateFindings
{
    public static Finding Of(ContextDeployment context, MigrationStep step, string rule, SourceSpan span, string subject, string effect, string mitigation, string message, Severity severity = Severity.Error) =>
        new()
        {
            Rule = rule,
            Severity = severity,
            Object = subject,
            Effect = effect,
            Mitigation = mitigation,
            Message = message,
            MigrationId = step.Migration.Id,
            ClassName = step.Migration.ClassName,
            Engine = context.Engine,
            Span = ReferenceEquals(span, SourceSpan.None) ? step.Migration.Span : span,
        };
}
