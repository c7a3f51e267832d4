using MigrationGuard.DocGen;

// 0: everything was current; 1: something was not (and is now written, unless --check was given); 2: wrong usage.
var unknown = args.Where(argument => argument != "--check").ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"Unknown argument '{unknown[0]}'. Usage: dotnet run --project build/DocGen [-- --check]");
    return 2;
}

if (Repository.FindRoot(Environment.CurrentDirectory) is not { } root && (root = Repository.FindRoot(AppContext.BaseDirectory)) is null)
{
    Console.Error.WriteLine("MigrationGuard.sln was found neither in the current directory nor above it.");
    return 2;
}

var checkOnly = args.Contains("--check");
var changes = Repository.Apply(root, GeneratedFiles.For(root), checkOnly);
foreach (var change in changes)
{
    Console.WriteLine((checkOnly ? "stale: " : "written: ") + change);
}

Console.WriteLine(changes.Count == 0 ? "Everything that is generated from the rules is current." : $"{changes.Count} files were not current.");
return changes.Count == 0 ? 0 : 1;
