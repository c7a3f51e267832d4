namespace MigrationGuard.Reading;

/// <summary>Walking bound code; the compiler's own members for it differ between versions.</summary>
internal static class OperationTree
{
    public static IEnumerable<IOperation> Children(this IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            yield return child;
        }
    }
}
