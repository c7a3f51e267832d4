namespace MigrationGuard.SqlReading;

/// <summary>The words of a text as written and in upper case, each spelling made once: long scripts say the same few words half a million times.</summary>
internal sealed class Words
{
    private const int MostBuckets = 4096;
    private const int LongestKept = 32;

    private readonly Word?[] _buckets;

    /// <param name="textLength">Length of the text, in characters: a short one has few words.</param>
    public Words(int textLength)
    {
        var buckets = 16;
        while (buckets < MostBuckets && buckets * 16 < textLength)
        {
            buckets *= 2;
        }

        _buckets = new Word?[buckets];
    }

    /// <summary>A part of a text in upper case.</summary>
    public string Upper(string text, int start, int length) =>
        length > LongestKept ? text.Substring(start, length).ToUpperInvariant() : Find(text, start, length).Upper;

    /// <summary>A part of a text as it stands there.</summary>
    public string Spelling(string text, int start, int length) =>
        length > LongestKept ? text.Substring(start, length) : Find(text, start, length).Spelling;

    private Word Find(string text, int start, int length)
    {
        var hash = (uint)length;
        for (var i = start; i < start + length; i++)
        {
            hash = (hash ^ text[i]) * 16777619u;
        }

        // One word a bucket: what shares a bucket is made again, so a hostile text gains nothing by collisions.
        ref var bucket = ref _buckets[(hash ^ (hash >> 15)) & (uint)(_buckets.Length - 1)];
        if (bucket is null || bucket.Spelling.Length != length || string.CompareOrdinal(bucket.Spelling, 0, text, start, length) != 0)
        {
            var spelling = text.Substring(start, length);
            bucket = new Word(spelling, spelling.ToUpperInvariant());
        }

        return bucket;
    }

    private sealed class Word(string spelling, string upper)
    {
        public string Spelling { get; } = spelling;

        public string Upper { get; } = upper;
    }
}
