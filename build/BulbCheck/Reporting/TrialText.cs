using MigrationGuard.BulbCheck.Trying;

namespace MigrationGuard.BulbCheck.Reporting;

/// <summary>A trial as text.</summary>
internal static class TrialText
{
    /// <summary>A table row for each light bulb, and below it what was not offered, or not right.</summary>
    public static void Write(string name, TrialResult result, TextWriter output)
    {
        output.Write($"{name}: {result.Migrations} migrations, {result.Errors} errors of the compiler before\n\n");
        output.Write("| Repository | Light bulb | Raised | Asked | Offered | Compiled | Silent |\n|---|---|---:|---:|---:|---:|---:|\n");
        foreach (var bulb in result.Bulbs)
        {
            output.Write($"| {name} | {bulb.Name} | {bulb.Raised} | {bulb.Presses.Count} | {bulb.Applied} | {bulb.Compiled} | {bulb.Silent} |\n");
        }

        foreach (var bulb in result.Bulbs.Where(bulb => bulb.Presses.Count > 0))
        {
            output.Write($"\n{bulb.Name}\n");
            foreach (var likeness in bulb.Presses.Where(press => press.Likeness is not null).GroupBy(press => press.Likeness).OrderBy(group => group.Key))
            {
                output.Write($"  {likeness.Key}: {likeness.Count()}\n");
            }

            foreach (var press in bulb.Presses)
            {
                var what = press.Title is null ? "not offered"
                    : press.Error is not null ? "does not compile: " + press.Error
                    : !press.Silent ? "not silent"
                    : press.Louder.Count > 0 ? "silent, and now " + string.Join(", ", press.Louder)
                    : "silent";
                output.Write($"  {press.Rule} {press.ClassName}: {what}{(press.Likeness is null ? "" : ", " + press.Likeness)}{(press.Author is null || press.Author == "exact" ? "" : " (the author's Down: " + press.Author + ")")}\n");
            }
        }
    }

    /// <summary>Writes the files that were changed, as they were and as they are, in two folders for a tool that compares folders.</summary>
    public static void WriteSources(TrialResult result, DirectoryInfo folder)
    {
        foreach (var bulb in result.Bulbs)
        {
            foreach (var press in bulb.Presses.Where(press => press.Title is not null))
            {
                foreach (var (side, text) in new[] { ("before", press.Before), ("after", press.After) })
                {
                    var place = Directory.CreateDirectory(Path.Combine(folder.FullName, side, bulb.Name));
                    File.WriteAllText(Path.Combine(place.FullName, press.Rule + "." + press.ClassName + ".cs"), text);
                }
            }
        }
    }
}
