namespace MigrationGuard.Truth.Generation;

/// <summary>A tape of numbers that a program is written from. Where it ends, every choice is the first: a shorter tape is a simpler program.</summary>
internal sealed class Choices(IReadOnlyList<int> tape)
{
    private int _position;

    public int Next(int bound) => _position < tape.Count ? tape[_position++] % bound : 0;

    public T Of<T>(params ReadOnlySpan<T> items) => items[Next(items.Length)];
}
