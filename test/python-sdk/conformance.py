"""The official Python SDKs (OpenAI's, OpenTelemetry's) against a running server. Each check_… prints one line of JSON; nothing is tried twice."""

import json
import os
import sys
import traceback
import urllib.request

import openai
from openai import OpenAI
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

BASE_URL = os.environ["SEVENFOLD_URL"] + "/v1"
KEYS = json.loads(os.environ["SEVENFOLD_KEYS"])
MESSAGES = [{"role": "user", "content": "Hi"}]
TOOL = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {}}}}


def client_of(key: str) -> OpenAI:
    return OpenAI(base_url=BASE_URL, api_key=key, max_retries=0, timeout=20)


client = client_of(KEYS["admin"])


def echoed(completion):
    return json.loads(completion.choices[0].message.content)


def check_parameters_pass_through():
    asked = {
        "n": 2,
        "seed": 7,
        "logprobs": True,
        "top_logprobs": 1,
        "temperature": 0.2,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "a", "strict": True, "schema": {"type": "object", "properties": {}}},
        },
        "tools": [TOOL],
        "parallel_tool_calls": True,
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "What is this?"},
                    {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                ],
            }
        ],
    }
    completion = client.chat.completions.create(model="up/echo", extra_body={"something_new": [1, None]}, **asked)
    assert echoed(completion) == {**asked, "model": "echo", "something_new": [1, None]}, echoed(completion)
    assert len(completion.choices) == 2
    assert completion.choices[1].logprobs.content[0].logprob == -0.25
    assert completion.usage.total_tokens == 20
    assert completion.usage.prompt_tokens_details.cached_tokens == 4


def check_streams_with_usage():
    for options, expected in (({"stream_options": {"include_usage": True}}, 20), ({}, None)):
        text, usage, finish = "", None, None
        for chunk in client.chat.completions.create(model="up/echo", messages=MESSAGES, stream=True, **options):
            if expected is None:
                assert len(chunk.choices) == 1
            if chunk.choices:
                text += chunk.choices[0].delta.content or ""
                finish = chunk.choices[0].finish_reason or finish
            usage = chunk.usage.total_tokens if chunk.usage else usage
        assert json.loads(text)["messages"] == MESSAGES
        assert (usage, finish) == (expected, "stop"), (usage, finish)


def check_parallel_tool_calls():
    whole = client.chat.completions.create(model="up/tools", messages=MESSAGES, tools=[TOOL])
    calls = [(c.id, c.function.name, c.function.arguments) for c in whole.choices[0].message.tool_calls]
    assert [c[0] for c in calls] == ["call_a", "call_b"], calls
    pieces = {}
    for chunk in client.chat.completions.create(model="up/tools", messages=MESSAGES, tools=[TOOL], stream=True):
        for delta in (chunk.choices[0].delta.tool_calls or []) if chunk.choices else []:
            known = pieces.setdefault(delta.index, ["", "", ""])
            known[0] += delta.id or ""
            known[1] += delta.function.name or ""
            known[2] += delta.function.arguments or ""
    assert [tuple(pieces[i]) for i in sorted(pieces)] == calls, pieces


def check_raw_response_and_headers():
    raw = client.chat.completions.with_raw_response.create(model="up/echo", messages=MESSAGES)
    assert raw.status_code == 200
    assert raw.headers["content-type"].startswith("application/json")
    assert raw.parse().usage.total_tokens == 20


def check_responses():
    response = client.responses.create(model="up/echo", input="Hi", instructions="Be brief.")
    assert (response.status, response.usage.total_tokens) == ("completed", 20)
    assert json.loads(response.output_text)["messages"][-1]["content"] == "Hi"
    text, types = "", []
    for event in client.responses.create(model="up/echo", input="Hi", stream=True):
        types.append(event.type)
        if event.type == "response.output_text.delta":
            text += event.delta
    assert (types[0], types[-1]) == ("response.created", "response.completed"), types
    assert json.loads(text)["model"] == "echo"
    tools = [{"type": "function", "name": "weather", "parameters": {}, "strict": False}]
    called = client.responses.create(model="up/tools", input="Hi", tools=tools)
    assert [item.call_id for item in called.output if item.type == "function_call"] == ["call_a", "call_b"]


def check_embeddings():
    # Without a format the SDK asks for base64 and decodes it.
    answer = client.embeddings.create(model="up/echo", input=["four", "to"])
    assert [item.embedding[0] for item in answer.data] == [4, 2]
    assert client.embeddings.create(model="up/echo", input="four", encoding_format="float").data[0].embedding[0] == 4
    assert [i.embedding[0] for i in client.embeddings.create(model="up/echo", input=[[1, 2], [3]]).data] == [2, 1]
    assert client.embeddings.create(model="up/echo", input=[5, 6, 7]).data[0].embedding[0] == 3
    assert len(client.embeddings.create(model="up/echo", input="a", dimensions=8).data[0].embedding) == 8
    local = client.embeddings.create(model="local/minilm", input=["refund", "money back"])
    assert len(local.data[0].embedding) == 384 and local.usage.total_tokens > 0


def check_models():
    ids = [model.id for model in client.models.list()]
    assert {"up/echo", "local/moderation"} <= set(ids), ids
    assert client.models.retrieve("up/echo").id == "up/echo"


def check_files():
    file = client.files.create(file=("policy.txt", b"Forty-five days."), purpose="assistants")
    assert client.files.retrieve(file.id).bytes == 16
    assert client.files.content(file.id).read() == b"Forty-five days."
    assert file.id in [one.id for one in client.files.list()]
    assert client.files.delete(file.id).deleted


def check_moderations():
    results = client.moderations.create(input=["Thank you.", "You are a worthless idiot, everybody hates you."]).results
    assert [one.flagged for one in results] == [False, True]
    assert results[1].categories.harassment and not results[1].categories.violence
    theirs = client.moderations.create(model="omni-moderation-latest", input="a")
    assert theirs.results[0].flagged and theirs.id == "modr-sdk"


def check_errors():
    chat = lambda model, key="admin", **more: client_of(KEYS.get(key, key)).chat.completions.create(
        model=model, **{"messages": MESSAGES, **more}
    )
    cases = [
        (openai.BadRequestError, 400, lambda: chat("up/echo", messages=[])),
        (openai.AuthenticationError, 401, lambda: chat("up/echo", key="sk-wrong")),
        (openai.PermissionDeniedError, 403, lambda: chat("up/echo", key="reader")),
        (openai.NotFoundError, 404, lambda: chat("app/nobody")),
        (openai.ConflictError, 409, lambda: chat("app/unreleased")),
        (openai.UnprocessableEntityError, 422, lambda: chat("up/status-422")),
        (openai.RateLimitError, 429, lambda: chat("up/status-429")),
        (openai.RateLimitError, 429, lambda: (chat("up/echo", key="limited"), chat("up/echo", key="limited"))),
        (openai.InternalServerError, 502, lambda: chat("up/status-500")),
    ]
    for kind, status, run in cases:
        try:
            run()
        except openai.APIStatusError as error:
            assert isinstance(error, kind), (kind, error)
            assert error.status_code == status, (status, error)
            assert error.code and error.type and error.message, error.body
            if status == 429:
                assert int(error.response.headers["retry-after"]) > 0
        else:
            raise AssertionError(f"{kind.__name__} was not raised")


def check_leaving_reaches_the_upstream():
    stream = client.chat.completions.create(model="up/stall", messages=MESSAGES, stream=True)
    next(iter(stream))
    stream.close()
    try:
        client.with_options(timeout=1).chat.completions.create(model="up/stall", messages=MESSAGES)
    except openai.APITimeoutError:
        return
    raise AssertionError("it was answered")


def check_traces_of_the_exporter_become_runs():
    url, key = os.environ["SEVENFOLD_URL"], KEYS["admin"]
    headers = {"authorization": f"Bearer {key}"}
    exporter = OTLPSpanExporter(f"{url}/api/otlp/v1/traces", headers=headers, compression=Compression.Gzip)
    provider = TracerProvider(resource=Resource.create({"service.name": "python-shop"}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    tracer = provider.get_tracer("shop")
    said = [{"role": "user", "parts": [{"type": "text", "content": "Where is my order?"}]}]
    called = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.usage.input_tokens": 120,
        "gen_ai.usage.output_tokens": 30,
        "gen_ai.input.messages": json.dumps(said),
    }
    with tracer.start_as_current_span("answer a shopper"), tracer.start_as_current_span("chat gpt-4o", attributes=called):
        pass
    provider.shutdown()
    request = urllib.request.Request(f"{url}/api/runs?source=external&app=python-shop", headers=headers)
    with urllib.request.urlopen(request) as answer:
        [run] = json.load(answer)["data"]
    assert (run["question"], run["model"], run["tokens"]) == ("Where is my order?", "gpt-4o", 150), run


if __name__ == "__main__":
    for name, check in [item for item in globals().items() if item[0].startswith("check_")]:
        try:
            check()
            outcome = {"check": name, "ok": True}
        except Exception:
            outcome = {"check": name, "ok": False, "why": traceback.format_exc(limit=-3)}
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()
