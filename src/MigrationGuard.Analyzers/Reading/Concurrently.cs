using System.Runtime.ExceptionServices;

namespace MigrationGuard.Reading;

/// <summary>Work on many items that do not depend on each other, on as many processors as the compilation may use.</summary>
internal static class Concurrently
{
    /// <summary>Does something for each number below <paramref name="count"/>. What one throws is thrown.</summary>
    public static void For(int count, Compilation compilation, CancellationToken cancellation, Action<int> action)
    {
        if (!compilation.Options.ConcurrentBuild)
        {
            for (var i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                action(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, action);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Capture(failures.Flatten().InnerExceptions[0]).Throw();
        }
    }
}
