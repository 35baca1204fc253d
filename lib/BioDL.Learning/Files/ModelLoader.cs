namespace BioDL.Learning.Files;

/// <summary>Opens what a model is read from.</summary>
internal static class ModelLoader
{
    /// <summary>How other files start that are taken for models, and what to do with them.</summary>
    private static readonly (byte[] Start, string Advice)[] Others =
    [
        ("PK"u8.ToArray(), "is a zip archive: perhaps of PyTorch weights, which must be exported to ONNX, or a package with an .onnx file inside"),
        ([0x89, .. "HDF"u8], "is an HDF5 file, perhaps of Keras weights: convert it to ONNX (tf2onnx does)"),
        ("version https://git-lfs"u8.ToArray(), "is a pointer of Git LFS, not the file that it stands for: fetch it with 'git lfs pull'"),
        ("<"u8.ToArray(), "is a page of the web, perhaps of an error: download the file itself"),
    ];

    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Takes what is wrong inside of the network.</param>
    /// <exception cref="OnnxException">The file cannot be read, or holds no model that is supported.</exception>
    public static ModelFile FromFile(string path, Problems problems)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return FromStream(stream, path, problems, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OnnxException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The stream; need not be able to seek.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="problems">Takes what is wrong inside of the network.</param>
    /// <param name="folder">Where weights in other files are looked for; null when there is no such place.</param>
    /// <exception cref="OnnxException">It holds no model that is supported.</exception>
    public static ModelFile FromStream(Stream stream, string name, Problems problems, string? folder = null)
    {
        try
        {
            stream = Seekable(stream);
            Recognise(stream);
            WireScan.Pass(stream);
            return ModelFile.Read(stream, new ExternalData(folder), problems);
        }
        catch (OnnxException error)
        {
            throw new OnnxException($"{name} {error.Message}", error.InnerException);
        }
    }

    /// <summary>The stream itself when it can be read twice, otherwise a copy of what is left of it.</summary>
    private static Stream Seekable(Stream stream)
    {
        if (stream.CanSeek && stream.Position == 0)
            return stream;
        var copy = new MemoryStream();
        var part = new byte[1 << 16];
        for (int length; (length = stream.Read(part)) > 0;)
        {
            if (copy.Length + length > Array.MaxLength)
                throw new OnnxException("has more than 2 GB, but a model file may have up to 2 GB.");
            copy.Write(part, 0, length);
        }
        copy.Position = 0;
        return copy;
    }

    private static void Recognise(Stream stream)
    {
        var start = new byte[32];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length == 0)
            throw new OnnxException("is empty. Was its download cut short?");
        foreach (var (sign, advice) in Others)
        {
            if (start.AsSpan(0, length).StartsWith(sign))
                throw new OnnxException($"{advice}.");
        }
    }
}
