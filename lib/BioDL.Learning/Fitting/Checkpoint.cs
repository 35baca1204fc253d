using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BioDL.Learning.Fitting;

/// <summary>
/// A file with everything that training needs to go on as if it had never stopped. A line of JSON says what is in it; the numbers follow as 32-bit
/// floats, little-endian; the last 32 bytes are the SHA-256 of everything before.
/// </summary>
internal static class Checkpoint
{
    private const string Format = "biodl-checkpoint-1";

    /// <exception cref="IOException">The file cannot be written; what was there before is still there.</exception>
    public static void Write(string path, TrainingRun run)
    {
        var header = new Header(Format, run.Optimizer.ToString(), run.Steps, [.. run.History], [.. Tensors(run).Select(pair => new Entry(pair.Name, pair.Tensor.Shape.Count))]);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = File.Create(unfinished))
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                Append(JsonSerializer.SerializeToUtf8Bytes(header));
                Append("\n"u8);
                foreach (var (_, tensor) in Tensors(run))
                    Append(tensor.Bytes);
                file.Write(hash.GetHashAndReset());

                void Append(ReadOnlySpan<byte> bytes)
                {
                    hash.AppendData(bytes);
                    file.Write(bytes);
                }
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <exception cref="OnnxException">The file is damaged, or of another training.</exception>
    public static void Read(string path, TrainingRun run)
    {
        var targets = Tensors(run).ToArray();
        var size = new FileInfo(path).Length;
        long numbers = targets.Sum(pair => (long)pair.Tensor.Shape.Count) * sizeof(float), most = numbers + (1 << 26);
        if (size < SHA256.HashSizeInBytes || size > most)
            throw Wrong(path, $"it has {size} bytes, but for this model a checkpoint has {numbers} and a little more");
        var bytes = File.ReadAllBytes(path);
        var body = bytes.AsSpan(..^SHA256.HashSizeInBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(^SHA256.HashSizeInBytes..)))
            throw Wrong(path, "its checksum does not fit its contents, so it is damaged");
        var header = ReadHeader(path, body, out var start);
        var expected = targets.Select(pair => new Entry(pair.Name, pair.Tensor.Shape.Count)).ToArray();
        if (!header.Tensors.SequenceEqual(expected) || body.Length - start != numbers)
            throw Wrong(path, "it belongs to a network with other weights, or with others of them frozen");
        if (header.Optimizer != run.Optimizer.ToString())
            throw Wrong(path, $"it was written with the optimiser {header.Optimizer}, but this training uses {run.Optimizer}");
        foreach (var (_, tensor) in targets)
        {
            body.Slice(start, tensor.Bytes.Length).CopyTo(tensor.Bytes);
            tensor.MarkChanged();
            start += tensor.Bytes.Length;
        }
        run.Steps = header.Steps;
        run.Remember(header.History);
    }

    private static Header ReadHeader(string path, ReadOnlySpan<byte> body, out int start)
    {
        start = body.IndexOf((byte)'\n') + 1;
        try
        {
            if (start > 0 && JsonSerializer.Deserialize<Header>(body[..start]) is { Format: Format, History: not null, Tensors: not null } header)
                return header;
        }
        catch (JsonException)
        {
            // Falls through to the one message.
        }
        throw Wrong(path, $"it does not begin as a checkpoint of format {Format} does: '{Encoding.UTF8.GetString(body[..Math.Min(body.Length, 40)])}'");
    }

    private static OnnxException Wrong(string path, string reason) =>
        new($"Training cannot go on from {path}: {reason}. Delete the file to start anew, or name another.");

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(TrainingRun run) =>
        run.Weights.SelectMany(weight => new[] { ($"{weight.Name}", weight.Value), ($"{weight.Name} memory", weight.Memory), ($"{weight.Name} average", weight.Average!) })
            .Where(pair => pair.Item2 is not null)
            .Concat(run.Statistics.Select(pair => (pair.Key, pair.Value)))
            .Concat(run.Best.Copies.Select((tensor, number) => ($"best {number}", tensor)));

    private sealed record Header(string Format, string Optimizer, long Steps, Epoch[] History, Entry[] Tensors);

    private sealed record Entry(string Name, int Count);
}
