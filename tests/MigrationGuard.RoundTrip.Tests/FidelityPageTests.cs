using MigrationGuard.RoundTrip.Judging;

namespace MigrationGuard.RoundTrip;

public sealed class FidelityPageTests
{
    [PostgresFact]
    public void The_page_shows_what_the_tests_found() => ConfusionMatrix.Match();
}
