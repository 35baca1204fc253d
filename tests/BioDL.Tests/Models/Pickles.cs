using System.Buffers.Binary;
using System.Text;

namespace BioDL.Tests.Models;

/// <summary>Writes pickles by hand, also such as no honest program writes.</summary>
internal static class Pickles
{
    /// <summary>A .pth file with the given pickle and one storage "0" of four values.</summary>
    public static byte[] File(params IEnumerable<byte> pickle) =>
        Zips.Of(("archive/data.pkl", (byte[])[0x80, 2, .. pickle, (byte)'.']), ("archive/data/0", new byte[16]));

    public static byte[] Global(string module, string name) => [(byte)'c', .. Encoding.UTF8.GetBytes($"{module}\n{name}\n")];

    public static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)'X', .. Whole(bytes.Length)[1..], .. bytes];
    }

    public static byte[] Whole(int number)
    {
        var bytes = new byte[5];
        bytes[0] = (byte)'J';
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), number);
        return bytes;
    }

    public static byte[] Tuple(params IEnumerable<byte[]> items) => [(byte)'(', .. items.SelectMany(item => item), (byte)'t'];

    public static byte[] Dictionary(params IEnumerable<byte[]> keysAndValues) => [(byte)'}', (byte)'(', .. keysAndValues.SelectMany(item => item), (byte)'u'];

    /// <summary>A reference to a storage.</summary>
    public static byte[] Storage(int count = 4, string key = "0", string type = "FloatStorage") =>
        [.. Tuple(Text("storage"), Global("torch", type), Text(key), Text("cpu"), Whole(count)), (byte)'Q'];

    /// <summary>A tensor as a call that makes it.</summary>
    public static byte[] Tensor(byte[] storage, int offset, int[] sizes, int[] strides) =>
    [
        .. Global("torch._utils", "_rebuild_tensor_v2"),
        .. Tuple(storage, Whole(offset), Tuple(sizes.Select(Whole)), Tuple(strides.Select(Whole)), [0x89], [.. Global("collections", "OrderedDict"), (byte)')', (byte)'R']), (byte)'R',
    ];
}
