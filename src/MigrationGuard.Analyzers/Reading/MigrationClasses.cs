namespace MigrationGuard.Reading;

/// <summary>The classes of a compilation's own source, nested ones included.</summary>
internal static class MigrationClasses
{
    public static IEnumerable<INamedTypeSymbol> Of(Compilation compilation, CancellationToken cancellation)
    {
        var open = new Stack<INamespaceOrTypeSymbol>();
        open.Push(compilation.Assembly.GlobalNamespace);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var container = open.Pop();
            if (container is INamedTypeSymbol { TypeKind: TypeKind.Class } type)
            {
                yield return type;
            }

            if (container is INamespaceSymbol space)
            {
                foreach (var member in space.GetMembers())
                {
                    open.Push(member);
                }
            }
            else
            {
                foreach (var nested in container.GetTypeMembers())
                {
                    open.Push(nested);
                }
            }
        }
    }
}
