using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace BioDL.Models;

/// <summary>
/// Reads Python's pickle format without running anything. A pickle is a small program for a stack machine that may call any function by name; here
/// only those instructions are known that plain data and PyTorch's tensors need, names must be among those given, and a call is
/// written down instead of made. Values are null, bool, long, <see cref="BigInteger"/>, double, string, arrays (tuples), lists, <see cref="PickleDictionary"/>,
/// <see cref="PickleName"/>, <see cref="PickleCall"/> and <see cref="PickleReference"/>. Work and memory grow with the number of bytes alone.
/// </summary>
/// <param name="bytes">The pickle, or several in a row.</param>
/// <param name="name">The file, for messages.</param>
/// <param name="known">Names that may occur.</param>
internal sealed partial class PickleReader(byte[] bytes, string name, IReadOnlySet<string> known)
{
    private const int NewestProtocol = 5, LongestName = 200, MostValues = 1_000_000, MostInstructions = 5_000_000;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly List<object?> stack = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<long, object?> memo = [];
    private int instruction;

    /// <summary>Where the next pickle begins.</summary>
    public int Position { get; private set; }

    /// <summary>The references of the pickle that was read last, in their order.</summary>
    public List<PickleReference> References { get; } = [];

    /// <summary>Reads one pickle.</summary>
    /// <exception cref="PackageException">It is damaged, or would run code.</exception>
    public object? Read()
    {
        stack.Clear();
        marks.Clear();
        memo.Clear();
        References.Clear();
        for (var count = 0; count < MostInstructions; count++)
        {
            instruction = Position;
            var code = Byte();
            if (code == '.')
                return stack is [var only] && marks.Count == 0 ? only : throw Damaged($"ends with {stack.Count} values where one is expected");
            if (!IsConstant(code) && !IsContainer(code) && !IsMemory(code) && !IsObject(code))
                throw Refused($"the instruction 0x{code:x2}, which plain weights do not need");
            if (stack.Count > MostValues || marks.Count > MostValues || memo.Count > MostValues)
                throw Refused($"more than {MostValues:N0} values at a time");
        }
        throw Refused($"more than {MostInstructions:N0} instructions");
    }

    private bool IsConstant(byte code)
    {
        switch (code)
        {
            case 0x80:
                if (Byte() is var protocol && protocol > NewestProtocol)
                    throw Refused($"protocol {protocol}; those up to {NewestProtocol} are known");
                return true;
            case 0x95: // FRAME: the number of bytes that follow
                Take(8);
                return true;
            case (byte)'N':
                return Push(null);
            case 0x88 or 0x89:
                return Push(code == 0x88);
            case (byte)'K':
                return Push((long)Byte());
            case (byte)'M':
                return Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
            case (byte)'J':
                return Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
            case 0x8a:
                return PushLong(new BigInteger(Take(Byte())));
            case (byte)'G':
                return Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
            case (byte)'X' or (byte)'T':
                return Push(Text(Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))));
            case 0x8c or (byte)'U':
                return Push(Text(Take(Byte())));
            default:
                return false;
        }
    }

    private bool IsContainer(byte code)
    {
        switch (code)
        {
            case (byte)'(':
                marks.Add(stack.Count);
                return true;
            case (byte)'}':
                return Push(new PickleDictionary());
            case (byte)']':
                return Push(new List<object?>());
            case (byte)')':
                return Push(Array.Empty<object?>());
            case (byte)'t':
                return Push(PopToMark());
            case 0x85 or 0x86 or 0x87:
                return Push(Pop(code - 0x84));
            case (byte)'a':
                return Append(Pop(1));
            case (byte)'e':
                return Append(PopToMark());
            case (byte)'s':
                return SetItems(Pop(2));
            case (byte)'u':
                return SetItems(PopToMark());
            default:
                return false;
        }
    }

    private bool IsMemory(byte code)
    {
        switch (code)
        {
            case (byte)'q':
                return Remember(Byte());
            case (byte)'r':
                return Remember(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));
            case 0x94:
                return Remember(memo.Count);
            case (byte)'h':
                return Recall(Byte());
            case (byte)'j':
                return Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));
            default:
                return false;
        }
    }

    private bool IsObject(byte code)
    {
        switch (code)
        {
            case (byte)'c':
                return PushName($"{Line()}.{Line()}");
            case 0x93:
                return Pop(2) is [string module, string member] ? PushName($"{module}.{member}") : throw Damaged("has a name that is no text");
            case (byte)'Q':
                References.Add(new PickleReference(Pop(1)[0]));
                return Push(References[^1]);
            case (byte)'R':
                return Pop(2) is [PickleName callee, object?[] arguments]
                    ? Push(Call(callee.Name, arguments))
                    : throw Refused("a call of something that is no name");
            case (byte)'b': // BUILD: attributes of an object, here notes beside a dictionary
                if (Pop(2) is not [PickleDictionary target, PickleDictionary])
                    throw Refused("attributes for something other than a dictionary");
                return Push(target);
            default:
                return false;
        }
    }
}
