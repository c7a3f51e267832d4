using System.Runtime.CompilerServices;
using MigrationGuard.Model;

namespace MigrationGuard.Execution;

/// <summary>Tells operations apart by what they are, not by what they say: two equal ones in one method are two.</summary>
internal sealed class OperationIdentity : IEqualityComparer<Operation>
{
    public static OperationIdentity Instance { get; } = new();

    public bool Equals(Operation? x, Operation? y) => ReferenceEquals(x, y);

    public int GetHashCode(Operation obj) => RuntimeHelpers.GetHashCode(obj);
}
