using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

/// <summary>The <c>MigrationBuilder</c> that <c>Up</c> and <c>Down</c> are given.</summary>
internal sealed class MigrationBuilderValue : FrameworkValue
{
    public override bool IsSame(Value other) => other is MigrationBuilderValue;
}
