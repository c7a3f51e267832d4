namespace MigrationGuard.SqlComparison.Comparing;

/// <summary>A test that needs a program which not every machine has. Without it the test is left out and says what to install; a build server must have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAttribute : FactAttribute
{
    /// <param name="install">What to install, for a person.</param>
    /// <param name="programs">The programs; all of them must be found.</param>
    public NeedsAttribute(string install, params string[] programs)
    {
        var missing = programs.Where(program => Programs.Find(program) is null).ToArray();
        if (missing.Length > 0 && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = string.Join(" and ", missing) + " not found: install " + install;
        }
    }
}
